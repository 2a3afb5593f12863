"""The caseload: every case as a row, and one at a glance beside it."""
