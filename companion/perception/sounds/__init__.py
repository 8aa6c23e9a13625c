"""Sounds: what is heard, as bands of log-mel, and what of it is crying, laughter, a cough or a bang."""
