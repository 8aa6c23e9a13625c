"""The page: a window on the creature for people, served to this computer alone."""
