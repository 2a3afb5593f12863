"""What it takes to get Case Tracker onto a machine.

Only the standard library: it runs before anything is installed.
"""
