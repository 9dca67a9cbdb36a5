"""The story that `birzha demo` plays: the life of an order, of an article and of a kwork, over real HTTP."""
