"""A real browser without a window, told what to do over a pipe in the protocol of its own developer tools."""

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
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


_KEY_CODES = {
    "Backspace": 8,
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    "Space": 32,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "a": 65,
}
_HELD = {"": 0, "Alt": 1, "Control": 2, "Shift": 8}
FOCUSED = """(() => {
    const focused = document.activeElement, label = focused.closest("label");
    const names = (focused.getAttribute("aria-labelledby") || "").split(" ");
    const named = names.map(id => document.getElementById(id)).filter(Boolean);
    const name = label && label.querySelector(".name");
    return (name || named[0] || label || focused).textContent.trim();
})()"""
"""Finds the name of what has the focus."""


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

    # --- what a person does ---

    def press(self, *keys: str) -> None:
        """Press keys by their names in the protocol, such as Tab; one like Control+Enter has another key held."""
        for name in keys:
            held, _, key = name.rpartition("+")
            text = {"Enter": "\r", "Space": " "}.get(key, "")
            described = {
                "key": " " if key == "Space" else key,
                "code": key,
                "windowsVirtualKeyCode": _KEY_CODES[key],
                "modifiers": _HELD[held],
                **({"text": text} if text and not held else {}),
            }
            self.send("Input.dispatchKeyEvent", type="keyDown", **described)
            self.send("Input.dispatchKeyEvent", type="keyUp", **described)

    def type(self, text: str) -> None:
        """Type words, or paste them, where the focus is."""
        self.send("Input.insertText", text=text)

    def go_to(self, name: str, *, most: int = 60) -> None:
        """Press Tab until what has the focus is called this, as a screen reader would say it."""
        for _ in range(most):
            if self.focused == name:
                return
            self.press("Tab")
        raise AssertionError(f"no Tab leads to {name!r}, only to {self.focused!r}:\n{self.text}")

    @property
    def focused(self) -> str:
        """Return what has the focus: its name for a choice or a field, its words for anything else."""
        return str(self.run(FOCUSED))

    def says_yes(self, act: Callable[[], object]) -> None:
        """Do what the page asks about in a dialog, and accept it."""
        before = len(self._browser.happened("Page.javascriptDialogOpening", self._session))
        act()
        self._browser.wait(
            lambda: len(self._browser.happened("Page.javascriptDialogOpening", self._session)) > before
        )
        self.send("Page.handleJavaScriptDialog", accept=True)

    def reload(self) -> None:
        """Load the page again, and wait until it is there."""
        before = len(self._browser.happened("Page.loadEventFired", self._session))
        self.send("Page.reload")
        self._browser.wait(lambda: len(self._browser.happened("Page.loadEventFired", self._session)) > before)

    def downloaded(self, folder: Path) -> Path:
        """Wait for the download that was just begun; return its file."""
        self._browser.wait(lambda: bool(self._browser.happened("Browser.downloadWillBegin", "")))
        begun = self._browser.happened("Browser.downloadWillBegin", "")[-1]
        name, guid = json.loads(begun)["suggestedFilename"], json.loads(begun)["guid"]

        def is_done() -> bool:
            told = map(json.loads, self._browser.happened("Browser.downloadProgress", ""))
            return any(one["guid"] == guid and one["state"] == "completed" for one in told)

        self._browser.wait(is_done)
        return folder / str(name)

    def go_offline(self) -> None:
        """Take the network away."""
        nothing = {"latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
        self.send("Network.emulateNetworkConditions", offline=True, **nothing)

    # --- what a person sees ---

    @property
    def text(self) -> str:
        """Return the words of the page as a person sees them."""
        return str(self.run("document.body.innerText"))

    @property
    def requests(self) -> list[str]:
        """List what the page asked for, but for itself and the browser's own pictures, such as that of a calendar."""
        asked = self._browser.happened("Network.requestWillBeSent", self._session)
        addresses = [json.loads(one)["request"]["url"] for one in asked]
        own = (addresses[0], "data:image/svg+xml")
        return [one for one, address in zip(asked, addresses, strict=True) if not address.startswith(own)]

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

    def open(
        self, file: Path, *, width: int = 1000, height: int = 1000, scripts: bool = True, before: str = ""
    ) -> Page:
        """Open a file in a new window of this size, and wait until it is loaded.

        Its scripts run unless they may not, after one that comes `before` them.
        """
        target = self.send("Target.createTarget", {"url": "about:blank"})
        attached = self.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": True})
        page = Page(self, str(attached["sessionId"]))
        for domain in ("Page", "Network", "Runtime", "Log"):
            page.send(f"{domain}.enable")
        page.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )
        page.send("Page.bringToFront")
        page.send("Emulation.setFocusEmulationEnabled", enabled=True)  # or keys wait for a window with the focus
        if not scripts:
            page.send("Emulation.setScriptExecutionDisabled", value=True)
        if before:
            page.send("Page.addScriptToEvaluateOnNewDocument", source=before)
        page.send("Page.navigate", url=file.as_uri())
        self.wait(lambda: bool(self.happened("Page.loadEventFired", str(attached["sessionId"]))))
        return page

    def save_downloads_in(self, folder: Path) -> None:
        """Let pages save files in a folder."""
        self.send(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder), "eventsEnabled": True}
        )

    def wait(self, is_true: Callable[[], bool]) -> None:
        """Read events until something is true."""
        while not is_true():
            self._events.append(self._read())

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
            if event.get("method") == method and event.get("sessionId", "") == session
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
    world = {**os.environ, "HOME": str(profile), "TZ": "America/Chicago"}  # it leaves files there, come what may
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=world) as process:
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
