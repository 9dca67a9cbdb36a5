"""Folders: how a customer keeps their projects apart."""
