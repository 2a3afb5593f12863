"""The Rights tab: twelve rights, what happened under each, and what to record."""
