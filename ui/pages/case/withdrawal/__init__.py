"""The Withdrawal tab: why someone stepped back, did not report, or came back."""
