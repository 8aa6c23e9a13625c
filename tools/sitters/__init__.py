"""Simulated people who sit before the creature, told as the body model would tell them: truth by construction."""
