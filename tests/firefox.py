"""A real Firefox without a window, told what to do over a socket in the protocol of its own tests, Marionette."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL

import pytest

import chromium
from chromium import FOCUSED, PATIENCE

_SETTINGS = {
    "marionette.port": 0,  # any that is free; it is written into the profile
    "browser.download.folderList": 2,
    "browser.download.alwaysOpenPanel": False,
    "browser.helperApps.neverAsk.saveToDisk": "text/plain",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.auto": False,
    "network.proxy.type": 1,  # a proxy that is not there: nothing gets out
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}
_KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Space": " ",
    "ArrowUp": "\ue013",
    "ArrowDown": "\ue015",
    "Control": "\ue009",
    "Shift": "\ue008",
}


class Firefox:
    """A Firefox that is running, with one window."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._number = 0
        self._unread = b""
        self._folder = Path()
        self._read()  # it says who it is
        self.send("WebDriver:NewSession", strictFileInteractability=False)

    def send(self, command: str, **parameters: object) -> object:
        """Give a command of the protocol, and return its answer."""
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(b"%d:%b" % (len(message), message))
        answer = self._read()
        assert isinstance(answer, list)
        assert answer[2] is None, answer[2]
        return answer[3]["value"] if isinstance(answer[3], dict) and "value" in answer[3] else answer[3]

    def _read(self) -> object:
        while b":" not in self._unread:
            self._unread += self._more()
        length, _, self._unread = self._unread.partition(b":")
        while len(self._unread) < int(length):
            self._unread += self._more()
        message, self._unread = self._unread[: int(length)], self._unread[int(length) :]
        return json.loads(message)

    def _more(self) -> bytes:
        data = self._connection.recv(1 << 16)
        assert data, "Firefox has ended"
        return data

    # --- what a person does ---

    def save_downloads_in(self, folder: Path) -> None:
        """Let pages save files in a folder."""
        self._folder = folder
        self.send("Marionette:SetContext", value="chrome")
        script = 'Services.prefs.setStringPref("browser.download.dir", arguments[0])'
        self.send("WebDriver:ExecuteScript", script=script, args=[str(folder)])
        self.send("Marionette:SetContext", value="content")

    def open(self, file: Path, *, width: int = 1000, height: int = 1000) -> "Firefox":
        """Open a file in a window of this size, and wait until it is loaded."""
        self.send("WebDriver:SetWindowRect", width=width, height=height)
        self.send("WebDriver:Navigate", url=file.as_uri())
        return self

    def reload(self) -> None:
        """Load the page again, and wait until it is there."""
        self.send("WebDriver:Refresh")

    def press(self, *keys: str) -> None:
        """Press keys by their names, such as Tab; one like Control+Enter has another key held."""
        actions: list[dict[str, str]] = []
        for name in keys:
            pressed = [_KEYS[key] for key in name.split("+")]
            actions += [{"type": "keyDown", "value": key} for key in pressed]
            actions += [{"type": "keyUp", "value": key} for key in reversed(pressed)]
        self.send("WebDriver:PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def type(self, text: str) -> None:
        """Type words where the focus is."""
        element = self.send("WebDriver:GetActiveElement")
        assert isinstance(element, dict)
        (name,) = element.values()
        self.send("WebDriver:ElementSendKeys", id=name, text=text)

    def go_to(self, name: str, *, most: int = 60) -> None:
        """Press Tab until what has the focus is called this, as a screen reader would say it."""
        for _ in range(most):
            if self.focused == name:
                return
            self.press("Tab")
        raise AssertionError(f"no Tab leads to {name!r}, only to {self.focused!r}:\n{self.text}")

    def downloaded(self, folder: Path) -> Path:
        """Wait for the download that was just begun; return its file."""
        late = time.monotonic() + PATIENCE
        while True:
            files = sorted(folder.glob("*.txt"), key=lambda file: file.stat().st_mtime_ns)
            if files and files[-1].stat().st_size and not [*folder.glob("*.part")]:
                return files[-1]
            assert time.monotonic() < late, "nothing was saved"
            time.sleep(0.05)

    # --- what a person sees ---

    def run(self, script: str) -> object:
        """Run a script that no policy of the page forbids; return its JSON value."""
        return self.send("WebDriver:ExecuteScript", script=f"return {script}", args=[])

    @property
    def focused(self) -> str:
        """Return what has the focus: its name for a choice or a field, its words for anything else."""
        return str(self.run(FOCUSED))

    @property
    def text(self) -> str:
        """Return the words of the page as a person sees them."""
        return str(self.run("document.body.innerText"))


@contextmanager
def started(profile: Path) -> Iterator[Firefox]:
    """Start Firefox with a new profile, and end it. Skips the test if there is none."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("firefox is not on PATH")
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _SETTINGS.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    flags = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access")
    command = [program, *flags, "--profile", str(profile)]
    world = {**os.environ, "HOME": str(profile), "TZ": "America/Chicago"}
    with subprocess.Popen(command, stdout=DEVNULL, stderr=DEVNULL, env=world) as process:
        try:
            with socket.create_connection(("127.0.0.1", _port(profile)), timeout=PATIENCE) as connection:
                yield Firefox(connection)
        finally:
            process.terminate()


def _port(profile: Path) -> int:
    """Wait until Firefox says where it listens."""
    late = time.monotonic() + PATIENCE
    told = profile / "MarionetteActivePort"
    while not told.is_file() or not told.read_text("utf-8").strip():
        assert time.monotonic() < late, "Firefox does not say where it listens"
        time.sleep(0.05)
    return int(told.read_text("utf-8"))


@contextmanager
def this_or_chromium(name: str, profile: Path) -> Iterator[chromium.Browser | Firefox]:
    """Start the browser of this name with a new profile."""
    with chromium.started(profile) if name == "chromium" else started(profile) as browser:
        yield browser
