"""The story that `birzha demo` plays: the life of an order, over real HTTP."""
