"""The endpoints, one module a subject; importing one declares its endpoints."""
