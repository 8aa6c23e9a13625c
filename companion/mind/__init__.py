"""From readings to an act: whose feeling, which impression, which needs and drives, and what is done about them.

Pure and seeded: time comes in as `Moment`, chance as a generator; no clock, thread or file.
"""
