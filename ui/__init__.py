"""The window of Case Tracker: a guest of `caseapp`."""
