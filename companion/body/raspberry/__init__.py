"""Organs of the robot itself: a small class for each part, usable alone in a Python shell; nothing is loaded early."""
