"""Checks of results and articles: what is to be checked, what was found, and which texts belong to the exchange's corpus."""
