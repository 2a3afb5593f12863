"""Referrals that nobody has taken up yet."""
