"""System messages: what the exchange tells a person."""
