"""The Surveys tab: surveys offered, and handing the laptop over for one."""
