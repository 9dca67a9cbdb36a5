"""What the exchange tells a person, and what people write to one another in private."""
