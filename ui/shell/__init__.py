"""The window, navigation, lock and cover."""
