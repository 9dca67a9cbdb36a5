"""The sandbox: what a double of a service has and a real exchange must not."""

from birzha.sandbox.control import PREFIX
from birzha.sandbox.hands import Hands
from birzha.sandbox.routes import routes

__all__ = ["PREFIX", "Hands", "routes"]
