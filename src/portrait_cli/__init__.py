"""Structured reflection for education leaders, in a terminal and in files they own."""
