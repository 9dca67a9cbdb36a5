"""The sandbox: what a double of a service has and a real exchange must not."""

from birzha.sandbox.routes import PREFIX, routes

__all__ = ["PREFIX", "routes"]
