"""The Justice journey tab: what happened, what it starts, and hearings."""
