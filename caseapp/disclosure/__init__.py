"""Statistical disclosure control: how a count becomes safe to leave."""
