"""A corpus of texts on disk: its log, its segments, its texts in memory, and what a check finds in it."""
