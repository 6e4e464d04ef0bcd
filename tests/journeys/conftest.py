"""The house (a data folder, the web server and the worker as `nucleus serve` starts them) and its visitors."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.journeys.channel import PASSWORD, Person
from tests.journeys.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
START = 60.0  # seconds until the first answer
PATIENCE = 20_000  # milliseconds that a page gets to become what is expected: two cores are shared

expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class House:
    """A running installation."""

    port: int
    data: Path
    environment: dict[str, str]

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
    """Built once for each process of the suite; stopped at its end."""
    data = tmp_path_factory.mktemp("house")
    known = {k: v for k, v in os.environ.items() if not k.startswith(("NUCLEUS_", "DJANGO_", "PYTEST_", "COV_"))}
    environment = {
        **known,
        "NUCLEUS_DATA": str(data),
        "NUCLEUS_WEB_WORKERS": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "nucleus.config.settings",
    }
    built = subprocess.run(
        [sys.executable, "-m", "tests.journeys.channel"],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    found = House(free_port(), data, environment)
    with (data / "serve.log").open("wb") as log:
        command = [sys.executable, "-m", "nucleus.config.cli", "serve", "--port", str(found.port)]
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            wait_until_it_answers(found, server)
            yield found
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)


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

    `visitor(host="brinkhof")` is nobody yet; `script=False` is a browser without JavaScript.
    """
    came: list[Visitor] = []

    def arrive(person: Person | None = None, *, host: str = "", script: bool = True, **options: object) -> Visitor:
        base = house.address(person.host if person else host)
        context = browser.new_context(java_script_enabled=script, base_url=base, reduced_motion="reduce", **options)
        found = Visitor(context.new_page(), base, script=script)
        came.append(found)
        if person is not None:
            found.sign_in(person, PASSWORD)
        return found

    yield arrive
    troubles = [trouble for each in came for trouble in each.all_troubles()]
    for each in came:
        each.page.context.close()
    assert troubles == []
