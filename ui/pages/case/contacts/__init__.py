"""Contacts: the composer, the chronology and its patterns."""
