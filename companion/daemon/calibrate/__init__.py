"""`companion calibrate`: everything that differs from body to body, measured with the help of one person.

`walk.py` goes through the parts; each part is a file: how it is asked and shown, and, apart from that, judged.
`guide.py` is the one idea of a step; `keyboard.py` and `headless.py` are two ways to talk; `kept.py` is what is kept.
"""
