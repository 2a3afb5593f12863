"""Before a vault is open: first choice, set-up, unlocking, recovery."""
