"""All checks at once, as data, as a page for a terminal and as one of HTML."""
