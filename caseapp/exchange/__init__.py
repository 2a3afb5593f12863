"""Bytes in, bytes out: spreadsheets and sealed packets."""
