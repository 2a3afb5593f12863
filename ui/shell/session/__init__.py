"""The computer sleeps, its screen is locked, its lid closes, another person is switched to: as each system tells."""
