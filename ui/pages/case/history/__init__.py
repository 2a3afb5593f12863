"""The History tab: who did what in a case, and when."""
