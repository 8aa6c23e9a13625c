"""Voices: when somebody speaks, from where, in which tone, and in which manner; never who, and never which words."""
