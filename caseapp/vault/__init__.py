"""The vault folder: header, key slots, one-writer lock, unlocking and waiting. Holds keys, never records."""
