"""Act -> pose, glow and cry, fifty times a second. Pure: time and chance are handed in."""
