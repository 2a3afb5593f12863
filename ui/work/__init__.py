"""The one bridge between threads and widgets."""
