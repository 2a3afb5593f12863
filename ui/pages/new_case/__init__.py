"""A new case: first see whether the person is known, then what is known about them and what happened."""
