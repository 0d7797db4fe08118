"""What a portrait says of the documents that are made with it: which may be, and what they are called.

As in `portrait.py`, the annotations are the format, and what is written there is for the people who write the file.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct

DocumentName = Literal[
    "entry",
    "journal",
    "growth-plan",
    "conversation",
    "evidence",
    "year",
    "portfolio",
    "completion",
    "progress",
]
"""What chooses a document, see `documents.kinds`."""


class DocumentWords(Struct, frozen=True):
    """The documents that are made with this portrait."""

    not_for_evaluation: Annotated[
        bool, "Whether documents by which a supervisor may judge, such as a growth plan, are not made: true or false."
    ] = False
    titles: Annotated[Mapping[DocumentName, str], "Your own titles for documents, such as IPDP for growth-plan."] = {}
