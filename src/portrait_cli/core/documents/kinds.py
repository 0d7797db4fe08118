"""The documents that can be made, by the name that chooses them."""

from collections.abc import Mapping

from portrait_cli.core.documents.completion import COMPLETION
from portrait_cli.core.documents.conversation import CONVERSATION
from portrait_cli.core.documents.evidence_log import EVIDENCE_LOG
from portrait_cli.core.documents.growth_plan import GROWTH_PLAN
from portrait_cli.core.documents.journal import ENTRY, JOURNAL
from portrait_cli.core.documents.kind import DocumentKind
from portrait_cli.core.documents.portfolio import PORTFOLIO
from portrait_cli.core.documents.progress import PROGRESS
from portrait_cli.core.documents.year import YEAR

_IN_ORDER = (
    ENTRY,
    JOURNAL,
    GROWTH_PLAN,
    CONVERSATION,
    EVIDENCE_LOG,
    YEAR,
    PORTFOLIO,
    COMPLETION,
    PROGRESS,
)
KINDS: Mapping[str, DocumentKind] = {kind.id: kind for kind in _IN_ORDER}
