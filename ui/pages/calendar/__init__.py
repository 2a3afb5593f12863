"""Calendar: court, MARAC, follow-ups and rights falling due, by day."""
