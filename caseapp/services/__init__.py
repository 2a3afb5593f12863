"""Use cases by subject: the only door for the window and the command line."""
