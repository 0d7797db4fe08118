"""The documents that can be made, by the name that chooses them."""

from collections.abc import Mapping

from portrait_cli.core.documents.conversation import CONVERSATION
from portrait_cli.core.documents.evidence_log import EVIDENCE_LOG
from portrait_cli.core.documents.growth_plan import GROWTH_PLAN
from portrait_cli.core.documents.kind import DocumentKind
from portrait_cli.core.documents.portfolio import PORTFOLIO
from portrait_cli.core.documents.progress import PROGRESS

KINDS: Mapping[str, DocumentKind] = {
    kind.id: kind for kind in (EVIDENCE_LOG, GROWTH_PLAN, CONVERSATION, PORTFOLIO, PROGRESS)
}
