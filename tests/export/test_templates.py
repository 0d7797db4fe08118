from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import FOOTER, HOSTILE, MADE_ON, full_document
from examples import texts
from portrait_cli.core.document import Cover
from portrait_cli.core.documents.kind import Situation
from portrait_cli.core.documents.template_data import TemplateData, template_data
from portrait_cli.core.entry import (
    Entry,
    Evidence,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    Prose,
    Response,
)
from portrait_cli.core.errors import InvalidFileError, UsageError
from portrait_cli.core.evidence import log
from portrait_cli.core.goals import goal_history
from portrait_cli.core.open_plans import history
from portrait_cli.core.portrait import Attribute, Definition, Indicator, Portrait
from portrait_cli.core.selection import chosen
from portrait_cli.core.selection_lines import known_from, lines_of
from portrait_cli.core.text import Id, visible
from portrait_cli.export import templates

print(1)
