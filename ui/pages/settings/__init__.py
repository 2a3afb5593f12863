"""Settings: this laptop, you, people, backups, health, about."""
