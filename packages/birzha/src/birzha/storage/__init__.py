"""Where the market's rows and files are kept: one schema, two engines, statements compiled once."""
