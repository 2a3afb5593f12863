"""A case: what stays on top of it, and a folder a tab."""
