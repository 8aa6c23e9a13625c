"""`companion doctor`: looks at every organ and at the computer, and says what is wrong and how to mend it.

`checks_*.py` are pure: what was measured goes in, findings come out. `probes_*.py` measure and judge nothing.
`examine.py` says in which order, and that all of it takes thirty seconds at most.
"""
