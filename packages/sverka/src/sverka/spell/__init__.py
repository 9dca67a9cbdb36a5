"""Words that no dictionary has, and what they may have been."""
