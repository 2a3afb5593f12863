"""The vault folder: header, key slots, unlocking, locking."""
