"""Keys, sealing and stretching: the only floor that imports `cryptography`. No primitive of our own."""
