"""The template backend: one engine for each chain, so that nothing compiled for one tenant is drawn for another."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import structlog
from django.template.backends.django import DjangoTemplates

from nucleus.kernel.errors import Invalid
from nucleus.kernel.template_sets import current_set, generations
from nucleus.platform.sets.catalogue import chain_of

MOST = 32  # engines kept
SECONDS = 2.0  # between looks at the files of a set
log = structlog.get_logger("nucleus.sets")


@dataclass(slots=True)
class _Chain:
    """The engine of a chain (None: it does not stand), and what its files looked like."""

    engine: DjangoTemplates | None
    stamp: tuple[int, int]
    looked: float


class SetTemplates(DjangoTemplates):
    """Django's templates, looked up in the chain of the set that draws at this moment."""

    def __init__(self, params: dict[str, Any]) -> None:
        self._params = {**params, "OPTIONS": dict(params.get("OPTIONS", {}))}
        self._chains: OrderedDict[str, _Chain] = OrderedDict()
        self._stamps: dict[str, tuple[int, int]] = {}
        self._lock = Lock()
        super().__init__(params)

    def get_template(self, template_name: str) -> Any:
        """The template in the current chain."""
        slug = current_set()
        engine = self.chain(slug) if slug else None
        return engine.get_template(template_name) if engine else super().get_template(template_name)

    def from_string(self, template_code: str) -> Any:
        """A template of the current chain out of a text."""
        slug = current_set()
        engine = self.chain(slug) if slug else None
        return engine.from_string(template_code) if engine else super().from_string(template_code)

    def chain(self, slug: str) -> DjangoTemplates | None:
        """The engine of a chain; None where it does not stand, so that the default set draws."""
        moment = time.monotonic()
        with self._lock:
            found = self._chains.get(slug)
            if found is None or (moment - found.looked > SECONDS and stamp_of(slug) != found.stamp):
                found = self._chains[slug] = self._made(slug)
                if self._stamps.setdefault(slug, found.stamp) != found.stamp:
                    self._stamps[slug] = found.stamp
                    generations[slug] = generations.get(slug, 0) + 1
            if moment - found.looked > SECONDS:
                found.looked = moment
            self._chains.move_to_end(slug)
            while len(self._chains) > MOST:
                self._chains.popitem(last=False)
            return found.engine

    def forget(self, slug: str) -> None:
        """The chain is made anew when it draws next."""
        with self._lock:
            self._chains.pop(slug, None)

    def _made(self, slug: str) -> _Chain:
        stamp, moment = stamp_of(slug), time.monotonic()
        try:
            folders = [link.folder for link in chain_of(slug)]
        except Invalid as error:
            log.warning("sets.broken", slug=slug, why=str(error))
            return _Chain(None, stamp, moment)
        return _Chain(self.over(folders), stamp, moment)

    def over(self, folders: list[Path]) -> DjangoTemplates:
        """An engine of its own over these folders and the templates of the rooms."""
        options = dict(self._params["OPTIONS"])
        params = {**self._params, "NAME": "chain", "DIRS": folders, "OPTIONS": options}
        return DjangoTemplates(params)


def stamp_of(slug: str) -> tuple[int, int]:
    """Number of files of the chain and the newest change among them."""
    try:
        folders = [link.folder for link in chain_of(slug)[:-1]]
    except Invalid:
        return (0, 0)
    times = [path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*") if path.is_file()]
    return (len(times), max(times, default=0))
