"""The controller of a comforting companion robot: a small seal that senses gently, abstains when unsure, and says why.

The rooms of this house and what each may know are a table in `docs/design.md`; `tests/test_architecture.py` guards it.
"""

__version__ = "0.1.0"
