"""Pure rules of the field over frozen values; dates come in as arguments."""
