"""An open freelance and content exchange that speaks the APIs of two marketplaces."""

__version__ = "0.1.0"
