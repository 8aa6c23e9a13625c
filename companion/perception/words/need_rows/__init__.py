"""What people in care say when they need something, as rows of the table of patterns: a row is a way to say it.

The ways are built from lists (kin, the body, meals, drinks, ways to hurt), so that a row stands for a manner of
speaking and not for one sentence. How well they hear is measured by `make evaluate ARGS=needs`.
"""

from companion.perception.words.need_rows.afraid import AFRAID
from companion.perception.words.need_rows.body import PAIN, TIRED
from companion.perception.words.need_rows.close import LEAVE_ME, WANT_YOU
from companion.perception.words.need_rows.confused import CONFUSED
from companion.perception.words.need_rows.home import GO_HOME
from companion.perception.words.need_rows.lonely import LONELY
from companion.perception.words.need_rows.missing import MISSING
from companion.perception.words.need_rows.table import HUNGRY, THIRSTY
from companion.perception.words.rows import Pattern

NEED_ROWS: tuple[Pattern, ...] = (
    *WANT_YOU, *LONELY, *MISSING, *GO_HOME, *AFRAID, *CONFUSED, *PAIN, *TIRED, *HUNGRY, *THIRSTY, *LEAVE_ME
)  # fmt: skip
"""Read top to bottom; several may be true of one sentence."""
