"""The story that `birzha demo` plays: the life of an order and of an article, over real HTTP."""
