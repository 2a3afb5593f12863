"""The survey, on the laptop handed over: while it is open nothing else exists."""
