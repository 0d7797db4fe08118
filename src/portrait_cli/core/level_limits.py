"""How many levels a scale may have."""

FEWEST_LEVELS, MOST_LEVELS = 2, 9
LIMITS_IN_WORDS = "two to nine"
"""The same, as files and messages say it."""
