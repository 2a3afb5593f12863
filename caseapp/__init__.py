"""Case Tracker without a screen: the rules, the encrypted vault and the returns."""

__version__ = "0.1.0"
