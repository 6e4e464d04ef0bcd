"""The web server and the worker as child processes: started, watched, stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType

GRACE = 15.0  # seconds that children get to end by themselves
START = 60.0  # seconds until the first answer


def web_command(bind: str) -> list[str]:
    """The command line of the web server at `host:port`."""
    workers = os.environ.get("NUCLEUS_WEB_WORKERS", "2")
    options = f"--worker-class gthread --workers {workers} --threads 8 --graceful-timeout 10 --timeout 120"
    server = [sys.executable, "-m", "gunicorn", "nucleus.config.wsgi:application", "--bind", bind]
    return [*server, "--log-level", "warning", *options.split()]


class Supervisor:
    """Runs web and worker until a signal comes or the web server ends; a worker that dies is started again."""

    def __init__(self, bind: str, health: str, ready: Callable[[], None], log: Path | None = None) -> None:
        self.bind = bind
        self.health = health
        self.ready = ready
        self.stopping = False
        self.log = log.open("ab") if log else None
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def run(self) -> int:
        """Blocks until the end; answers the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        self.web = self._web()
        self.worker = self._worker()
        status = 1
        if self._answers():
            self.ready()
            status = self._watch()
        self._end()
        return status

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _web(self) -> subprocess.Popen[bytes]:
        return self._start(web_command(self.bind))

    def _worker(self) -> subprocess.Popen[bytes]:
        return self._start([sys.executable, "-m", "nucleus.config.cli", "worker"])

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, start_new_session=True, stderr=self.log)  # noqa: S603 - our own interpreter

    def _answers(self) -> bool:
        end = time.monotonic() + START
        while time.monotonic() < end and not self.stopping:
            if self.web is not None and self.web.poll() is not None:
                return False
            try:
                with urllib.request.urlopen(self.health, timeout=5):  # noqa: S310 - our own address
                    return True
            except urllib.error.HTTPError as answer:
                if answer.code < 500:
                    return True
            except OSError:
                time.sleep(0.1)
        return False

    def _watch(self) -> int:
        assert self.web is not None
        while not self.stopping:
            if self.web.poll() is not None:
                return self.web.returncode or 1
            if self.worker is not None and self.worker.poll() is not None:
                time.sleep(1)
                if not self.stopping:
                    self.worker = self._worker()
            time.sleep(0.2)
        return 0

    def _end(self) -> None:
        children = [child for child in (self.web, self.worker) if child is not None and child.poll() is None]
        for child in children:
            child.terminate()
        end = time.monotonic() + GRACE
        for child in children:
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
