"""The file of a page, as it is before a browser opens it."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from msgspec.structs import replace

from pages import page_of, session_page
from portrait_cli.core.session import Choice, Step
from portrait_cli.export.page import write


class _Tags(HTMLParser):
    """Takes the tags out of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def of(self, name: str) -> list[str]:
        """List the values of an attribute."""
        return [str(attributes[name]) for _, attributes in self.tags if name in attributes]


def test_the_policy_allows_what_is_in_the_page_and_nothing_else() -> None:
    """The hashes in it are those of the style and of each script; everything else is forbidden."""
    text = write(session_page())
    policy = next(content for content in _Tags(text).of("content") if "default-src" in content)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("; base-uri 'none'; form-action 'none'")
    inline = [
        *re.findall("<style>(.*?)</style>", text, re.DOTALL),
        *re.findall("<script>(.*?)</script>", text, re.DOTALL),
    ]
    hashes = [f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in inline]
    assert re.findall("'sha256-.*?'", policy) == hashes
    assert len(hashes) == 5


def test_nothing_is_loaded_and_no_attribute_acts() -> None:
    """There is no address but that of an e-mail, no handler and no style in an attribute, and no id twice."""
    page = _Tags(write(replace(session_page(), send_to="dana reyes@school.example")))
    assert page.of("href") == ["mailto:dana%20reyes@school.example?subject=A%20close%20look%3A%20Advocacy"]
    assert page.of("src") == page.of("action") == page.of("style") == []
    assert [name for _, attributes in page.tags for name in attributes if name.startswith("on")] == []
    ids = page.of("id")
    assert len(ids) == len(set(ids))


def test_what_describes_and_names_is_there() -> None:
    """Every id that an attribute refers to is in the page."""
    page = _Tags(write(session_page()))
    referred = {
        one for name in ("aria-labelledby", "aria-describedby", "for") for ids in page.of(name) for one in ids.split()
    }
    assert referred
    assert referred <= set(page.of("id"))


def test_a_request_can_be_read_from_its_page() -> None:
    """It is there as it was, also with words that would end a script; a page of a guide has none."""
    request = '{"why": "</script><script>alert(1)</script>"}'
    text = write(replace(page_of(Step("a.b", "words", "What?")), request=request))
    (data,) = re.findall('<script type="application/json" id="request">(.*?)</script>', text)
    assert json.loads(data) == json.loads(request)
    assert 'id="request"' not in write(session_page())


def test_a_page_without_a_recipient_has_no_sealing() -> None:
    """The library that seals is only in pages whose replies are sealed, and before our script."""
    step = Step("a.b", "choice", "How often?", choices=(Choice("often", "Often"),))
    plain, sealed = write(page_of(step)), write(replace(page_of(step), recipient="age1x"))
    assert len(sealed) > 2 * len(plain)
    assert sealed.count("<script>") == plain.count("<script>") + 1
