"""Phones, mail, links, messengers and handles in texts, plain and disguised."""
