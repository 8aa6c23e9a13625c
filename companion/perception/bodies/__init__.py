"""Bodies: from a picture to the points of one body, and from these over time to the few signs of its bearing."""
