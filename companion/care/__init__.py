"""What people need around the creature: journal, sessions, reminders, alerts, consent, cleaning.

Sessions and the gate are commands today (`vocabulary/commands.py`); the rest of this room comes with the journal.
"""
