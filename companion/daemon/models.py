"""`companion models`: what is on this disk, whether it is whole, and bringing what is missing."""
