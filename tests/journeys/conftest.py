"""The house (a data folder, the web server and the worker as `nucleus serve` starts them) and its visitors."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, StorageState, expect, sync_playwright

from tests.journeys.channel import PASSWORD, Person
from tests.journeys.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
BYTECODE = ROOT / ".cache" / "bytecode"  # without it each process of the house compiles all of Django anew
START = 60.0  # seconds until the first answer
PATIENCE = 20_000  # milliseconds that a page gets to become what is expected: two cores are shared

expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class House:
    """A running installation."""

    port: int
    data: Path
    environment: dict[str, str]
    sessions: dict[Person, StorageState] = field(default_factory=dict)

    def address(self, host: str = "") -> str:
        """The base of addresses, on a white-label host name or the plain one."""
        return f"http://{host}.localhost:{self.port}" if host else f"http://127.0.0.1:{self.port}"

    def nucleus(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command line in this installation."""
        return subprocess.run(
            [sys.executable, "-m", "nucleus.config.cli", *arguments],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house for each process of the suite, on a copy of the data that the first of them built."""
    data = tmp_path_factory.mktemp("house") / "data"
    found = House(free_port(), data, surroundings(data))
    base = tmp_path_factory.getbasetemp()
    shutil.copytree(built_once(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base), data)
    with (data / "serve.log").open("wb") as log:
        command = [sys.executable, "-m", "nucleus.config.cli", "serve", "--port", str(found.port)]
        server = subprocess.Popen(command, env=found.environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            wait_until_it_answers(found, server)
            yield found
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)


def surroundings(data: Path) -> dict[str, str]:
    """The environment of an installation whose data are in the folder: nothing of the suite's own settings."""
    strange = ("NUCLEUS_", "DJANGO_", "PYTEST_", "COV_", "PYTHONDONTWRITEBYTECODE")
    known = {k: v for k, v in os.environ.items() if not k.startswith(strange)}
    return {
        **known,
        "NUCLEUS_DATA": str(data),
        "NUCLEUS_WEB_WORKERS": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "PYTHONPYCACHEPREFIX": str(BYTECODE),
        "DJANGO_SETTINGS_MODULE": "nucleus.config.settings",
    }


def built_once(folder: Path) -> Path:
    """The data of the channel, made by whichever process of this run asks first while the others wait for it."""
    data, done = folder / "channel", folder / "channel.done"
    with (folder / "channel.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            built = subprocess.run(
                [sys.executable, "-m", "tests.journeys.channel"],
                env=surroundings(data), cwd=ROOT, capture_output=True, text=True, timeout=180, check=False,
            )  # fmt: skip
            assert built.returncode == 0, built.stdout + built.stderr
            done.touch()
    return data


def wait_until_it_answers(house: House, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end:
        assert server.poll() is None, (house.data / "serve.log").read_text()
        try:
            with urllib.request.urlopen(f"{house.address()}/health/live", timeout=5):
                return
        except OSError:
            time.sleep(0.1)  # a process that starts sends no signal
    pytest.fail("the server never answered")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
    yield started
    started.close()


@pytest.fixture
def visitor(browser: Browser, house: House) -> Iterator[object]:
    """`visitor(person)`: a browser of its own, signed in as the person; at the end it must have seen no error.

    Who came before in this process comes with the session of then, unless `anew`: a test that ends sessions takes its
    own. `visitor(host="brinkhof")` is nobody yet; `script=False` is a browser without JavaScript.
    """
    came: list[Visitor] = []

    def arrive(
        person: Person | None = None, *, host: str = "", script: bool = True, anew: bool = False, **options: object
    ) -> Visitor:
        base = house.address(person.host if person else host)
        known = None if anew or person is None else house.sessions.get(person)
        context = browser.new_context(
            java_script_enabled=script, base_url=base, reduced_motion="reduce", storage_state=known, **options
        )
        found = Visitor(context.new_page(), base, script=script)
        came.append(found)
        if person is not None and known is None:
            found.sign_in(person, PASSWORD)
            if not anew:
                house.sessions[person] = context.storage_state()
        elif person is not None:
            found.arrive(person)
        return found

    yield arrive
    troubles = [trouble for each in came for trouble in each.all_troubles()]
    for each in came:
        each.page.context.close()
    assert troubles == []
