"""The wire dialects: each parses, authenticates, translates and presents; no rule of the market lives here."""
