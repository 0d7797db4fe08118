"""What a coach is asked, and what one sends back, for tests."""

import json
from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from examples import PORTRAIT, begin
from portrait_cli.core.coach_steps import coach_steps, only_placing
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.request import Request
from portrait_cli.core.session import Step
from portrait_cli.core.session_from_guide import lay_out
from requests_for_tests import REQUEST

COACH = "Ms. Ortiz"
LEADER = "Dana Reyes"


def placing(portrait: Portrait = PORTRAIT, attribute: str = "advocacy", *indicators: str) -> tuple[Step, ...]:
    """Lay out the steps in which a leader places some indicators of an attribute, or all of them."""
    start = begin(portrait, attribute)
    if indicators:
        start = replace(start, indicators={attribute: frozenset(indicators)})
    return lay_out(portrait, only_placing(portrait), start, Past()).steps


def coach_request(*indicators: str, asked_on: date = date(2026, 11, 23)) -> Request:
    """Return a request to a coach to place some indicators of Advocacy, or all of them."""
    steps = coach_steps(PORTRAIT, placing(PORTRAIT, "advocacy", *indicators), LEADER)
    return replace(REQUEST, kind="coach", asker=LEADER, by=COACH, steps=steps, groups=(), asked_on=asked_on)


def coach_answers_file(request: Request, answers: Mapping[str, str]) -> bytes:
    """Write the answers file that a coach's page saves."""
    lines = [f"request: {request.id}", f"by: {request.by}", "answers:"]
    lines += [f"  {name}: {json.dumps(answer, ensure_ascii=False)}" for name, answer in answers.items()]
    return ("\n".join(lines) + "\n").encode()
