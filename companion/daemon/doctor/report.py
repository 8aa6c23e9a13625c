"""How a visit is told: for people, worst first within each area's order, and as one JSON object."""

import json
import textwrap
from dataclasses import asdict
from typing import TextIO

from companion.daemon.doctor.finding import Report, Verdict

WORDS: dict[Verdict, str] = {"good": "good", "look": "LOOK", "broken": "BROKEN", "untested": "  -"}
WIDTH = 100
FORMAT_VERSION = 1


def tell(report: Report, out: TextIO) -> None:
    """A page for people: every finding, what to do beneath it, and one line that sums it up."""
    print(f"companion {report.version} on {report.device}, body: {report.body}, {report.made}", file=out)
    part_width = max(len(finding.part) for finding in report.findings)
    indent = " " * (2 + 6 + 2 + part_width + 2)
    for area, findings in report.areas:
        print(f"\n{area}", file=out)
        for finding in findings:
            head = f"  {WORDS[finding.verdict]:6}  {finding.part:{part_width}}  "
            print(_wrapped(head, indent, finding.line), file=out)
            if finding.mend:
                print(_wrapped(f"{indent}-> ", f"{indent}   ", finding.mend), file=out)
    print(f"\n{summary(report)}", file=out)


def summary(report: Report) -> str:
    """One line: how many of each, and how long it took."""
    counts = (("broken", "broken"), ("look", "to look at"), ("untested", "not tested"), ("good", "good"))
    told = [f"{number} {words}" for verdict, words in counts if (number := report.count(verdict))]  # type: ignore[arg-type]
    return f"{', '.join(told)}; {report.seconds:.1f} s"


def to_json(report: Report) -> str:
    """One object. `version` is that of this form; a finding's `cause` is empty where it is good."""
    content = {
        "version": FORMAT_VERSION,
        "device": report.device,
        "body": report.body,
        "program": report.version,
        "made": report.made,
        "seconds": round(report.seconds, 2),
        "well": report.is_well,
        "accepted": report.is_accepted,
        "in_the_way": report.in_the_way,
        "findings": [
            {"area": area.lower(), **asdict(finding)} for area, findings in report.areas for finding in findings
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _wrapped(first: str, rest: str, words: str) -> str:
    return textwrap.fill(
        words, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
