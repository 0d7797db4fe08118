"""Why a sealed reply cannot be opened here, as far as the requests and the keys that are here tell."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from portrait_cli.app.replies import COLLECTOR
from portrait_cli.app.reply_box import ReplyBox
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import InvalidFileError, PortraitError
from portrait_cli.core.request import Request
from portrait_cli.core.text import one_line
from portrait_cli.formats import reply_file
from portrait_cli.store import files, seal
from portrait_cli.store.seal import Key

UNKNOWN = "it is damaged, or sealed with a key that is not on this computer"
PAGE_FIRST = "it is for you, and the page that it answers is not here yet"


class Unopened(Struct, frozen=True):
    """What is known of replies that no request here opens."""

    keys: Mapping[str, Key]
    """The keys that are here of which there is no request, by the names of their files."""
    collectors: tuple[str, ...] = ()
    """Who receives replies to requests of this journal elsewhere."""
    closed: Mapping[str, str] = {}
    """Why the replies to requests that are here cannot be opened, by their ids."""

    def reason(self, sealed: bytes) -> str:
        """Return why a reply is left out. Raises InvalidFileError for what a key opens, and is no reply."""
        for name, key in self.keys.items():
            try:
                data = seal.opened(sealed, key)
            except InvalidFileError:
                continue
            answered = reply_file.parse(data).request
            if answered in self.closed:
                return self.closed[answered]
            if name == COLLECTOR:
                return PAGE_FIRST
            where = "which was undone, or is in another journal; its key is still here"
            return f"it answers the request {answered}, {where}"
        if self.collectors:
            names = " or ".join(self.collectors)
            return f"it does not open here; it may be for {names}: hand it over unopened"
        return UNKNOWN


def unopened(
    workspace: Workspace, requests: Sequence[Request], boxes: Sequence[ReplyBox], closed: Mapping[str, str]
) -> Unopened:
    """Find out what can be known of replies that no request here opens; `closed` says why some of them do not."""
    known = {box.request.id for box in boxes} | (
        {COLLECTOR} if any(box.request.collector for box in boxes) else set()
    )
    keys: dict[str, Key] = {}
    folder = workspace.config.keys
    with files.storage_errors(folder):
        paths = sorted(folder.glob("*.txt"))
    for path in paths:
        if path.stem not in known:
            try:
                keys[path.stem] = seal.read_key(path)
            except PortraitError:  # with the request, if there is one, it is told
                continue
    here = {box.request.id for box in boxes}
    elsewhere = (one_line(one.collector) for one in requests if one.collector and one.id not in here)
    return Unopened(keys, tuple(dict.fromkeys(elsewhere)), closed)
