"""A small agency that orders texts."""
