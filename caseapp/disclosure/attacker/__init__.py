"""The attacker's own reasoning: reads printed figures only and shares no code with the optimiser."""
