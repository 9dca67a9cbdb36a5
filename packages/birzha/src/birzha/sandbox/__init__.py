"""The sandbox: what a double of a service has and a real exchange must not."""

from birzha.sandbox.control import PREFIX
from birzha.sandbox.controls import Controls
from birzha.sandbox.hands import Hands
from birzha.sandbox.routes import routes, routes_of

__all__ = ["PREFIX", "Controls", "Hands", "routes", "routes_of"]
