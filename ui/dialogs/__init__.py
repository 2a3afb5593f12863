"""Questions that cannot be undone."""
