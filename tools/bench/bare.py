"""Run as a program: an empty loop at 50 Hz, until its input is closed. Prints the share of its ticks that were late.

It says what the machine itself, and everybody else on it, costs a loop; nothing of the creature is imported here.
"""

import select
import sys
import time

PERIOD_S, LATE_S = 0.02, 0.005


def main() -> None:
    ticks = late = 0
    due_s = time.monotonic()
    while not select.select([sys.stdin], [], [], 0)[0]:
        ticks += 1
        late += time.monotonic() - due_s > LATE_S
        due_s = max(due_s + PERIOD_S, time.monotonic() - 5 * PERIOD_S)
        time.sleep(max(0.0, due_s - time.monotonic()))
    print(late / max(ticks, 1))


if __name__ == "__main__":
    main()
