"""A folder a task, named as the sidebar or the tab names it."""
