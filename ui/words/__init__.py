"""Codes to sentences."""
