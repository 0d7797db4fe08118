"""Structured reflection for education leaders, in a terminal and in files they own."""

__version__ = "0.1.0"
