"""Data that changes with the law, and what the window shows: no code here."""
