"""The documents that can be made, by the name that chooses them."""

from collections.abc import Mapping

from portrait_cli.core.documents.evidence_log import EVIDENCE_LOG
from portrait_cli.core.documents.kind import DocumentKind

KINDS: Mapping[str, DocumentKind] = {kind.id: kind for kind in (EVIDENCE_LOG,)}
