"""Overview: what the case asks for, the latest contacts, the key facts."""
