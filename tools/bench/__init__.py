"""`make bench`: how fast, how large and how punctual the creature is, beside what people use today, in one run."""
