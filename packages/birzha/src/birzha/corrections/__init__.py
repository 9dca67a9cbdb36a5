"""Corrections: texts that a customer gives to a corrector, and gets back mended."""
