"""Every right falling due, by day."""
