"""Help: what a new caseworker, a lead and IT support need, to read inside the app."""
