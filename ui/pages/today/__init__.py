"""Today: what falls due, what was promised, who waits."""
