"""A typed client for the Kwork API. Unofficial."""
