"""A real browser without a window, told what to do over a pipe in the protocol of its own developer tools."""

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from select import select
from subprocess import DEVNULL, PIPE
from typing import IO

import pytest

from conftest import TESTS

PATIENCE = 60
"""Seconds that it may take to say something."""
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe"),
)


class Page:
    """A page in the browser, with what happened since it was opened."""

    def __init__(self, browser: "Browser", session: str) -> None:
        self._browser = browser
        self._session = session

    def send(self, method: str, **parameters: object) -> dict[str, object]:
        """Give a command of the protocol, and return its answer."""
        return self._browser.send(method, parameters, self._session)

    def run(self, script: str) -> object:
        """Run a script as the developer tools do, which no policy of the page forbids; return its JSON value."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        result = answer["result"]
        assert isinstance(result, dict)
        return result.get("value")

    @property
    def text(self) -> str:
        """Return the words of the page as a person sees them."""
        return str(self.run("document.body.innerText"))

    @property
    def requests(self) -> list[str]:
        """List what the page asked for, but for itself."""
        return self._browser.happened("Network.requestWillBeSent", self._session)[1:]

    @property
    def complaints(self) -> list[str]:
        """List what the browser complained about, such as what its policy kept the page from loading."""
        kinds = (
            "Log.entryAdded",
            "Runtime.consoleAPICalled",
            "Runtime.exceptionThrown",
            "Page.javascriptDialogOpening",
        )
        return [one for kind in kinds for one in self._browser.happened(kind, self._session)]

    def printed(self, path: Path) -> Path:
        """Print the page into a PDF, on the paper that it asks for, with what the browser writes on each sheet."""
        answer = self.send("Page.printToPDF", preferCSSPageSize=True, displayHeaderFooter=True)
        path.write_bytes(b64decode(str(answer["data"])))
        return path

    def pictured(self, path: Path) -> Path:
        """Take a picture of all of the page, to look at."""
        path.write_bytes(b64decode(str(self.send("Page.captureScreenshot", captureBeyondViewport=True)["data"])))
        return path


class Browser:
    """A browser that is running."""

    def __init__(self, to_it: IO[bytes], from_it: IO[bytes]) -> None:
        self._to_it = to_it
        self._from_it = from_it
        self._number = 0
        self._unread = b""
        self._events: list[Mapping[str, object]] = []

    def open(self, file: Path, *, width: int = 1000, height: int = 1000) -> Page:
        """Open a file in a new window of this size, and wait until it is loaded."""
        target = self.send("Target.createTarget", {"url": "about:blank"})
        attached = self.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": True})
        page = Page(self, str(attached["sessionId"]))
        for domain in ("Page", "Network", "Runtime", "Log"):
            page.send(f"{domain}.enable")
        page.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )
        page.send("Page.navigate", url=file.as_uri())
        while not self.happened("Page.loadEventFired", str(attached["sessionId"])):
            self._events.append(self._read())
        return page

    def send(self, method: str, parameters: Mapping[str, object], session: str = "") -> dict[str, object]:
        """Give a command of the protocol, and return its answer."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters}
        if session:
            command["sessionId"] = session
        self._to_it.write(json.dumps(command).encode() + b"\0")
        self._to_it.flush()
        while True:
            message = self._read()
            if message.get("id") == self._number:
                assert "result" in message, message
                result = message["result"]
                assert isinstance(result, dict)
                return result
            self._events.append(message)

    def happened(self, method: str, session: str) -> list[str]:
        """List what events of this kind say."""
        return [
            json.dumps(event["params"])
            for event in self._events
            if event.get("method") == method and event.get("sessionId") == session
        ]

    def _read(self) -> dict[str, object]:
        while b"\0" not in self._unread:
            ready, _, _ = select([self._from_it], [], [], PATIENCE)
            assert ready, "the browser says nothing"
            data = os.read(self._from_it.fileno(), 1 << 20)
            assert data, "the browser has ended"
            self._unread += data
        message, _, self._unread = self._unread.partition(b"\0")
        found = json.loads(message)
        assert isinstance(found, dict)
        return found


@contextmanager
def started(profile: Path) -> Iterator[Browser]:
    """Start a browser with a new profile, and end it. Skips the test if there is none."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not on PATH")
    as_it_wants = 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null'  # it reads commands from 3 and writes answers to 4
    command = ["sh", "-c", as_it_wants, "sh", program, *_FLAGS, f"--user-data-dir={profile}"]
    home = {**os.environ, "HOME": str(profile)}  # it leaves files there, whatever its profile is
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=home) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield Browser(process.stdin, process.stdout)
        finally:
            process.terminate()


def axe() -> str:
    """Return the script that checks accessibility. Skips the test if it is not installed."""
    script = TESTS / "browser" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.skip("axe-core is not here: npm ci --prefix tests/browser")
    return script.read_text(encoding="utf-8")
