"""The answers of eTXT's API as pydantic models, a module for each group of the documentation.

Importing this package costs what pydantic costs; the clients do it with the first answer.
"""
