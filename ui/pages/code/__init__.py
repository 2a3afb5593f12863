"""The Victims' Code to look up: every right and rule, searched and explained, with how sure we are of each."""
