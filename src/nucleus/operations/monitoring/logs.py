"""Logs: one JSON object a line on standard error, with the request id and without secrets.

`configure()` is called once by the settings, before any room is loaded, so that nothing is ever printed with the
values of local variables, as the library's own default does.
"""

from __future__ import annotations

import logging
import re
import sys
from collections import deque
from collections.abc import MutableMapping
from typing import Any

import orjson
import structlog

from nucleus.kernel.actor import actor_or_none
from nucleus.platform.audit.context import current_origin
from nucleus.platform.jobs.wording import HIDDEN, without_secrets

Entry = MutableMapping[str, Any]

SECRET_NAMES = re.compile(
    r"(?i)password|passwd|secret|token|authorization|cookie|api[-_]?key|credential|private[-_]?key|totp"
)
LONGEST = 8000  # characters of one value
DEEPEST = 4


def configure(level: str = "INFO") -> None:
    """Sends structlog and the standard library's loggers through the same steps to standard error."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *steps(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter())
    root = logging.getLogger()
    root.handlers = [h for h in root.handlers if not isinstance(h.formatter, structlog.stdlib.ProcessorFormatter)]
    root.addHandler(handler)
    root.setLevel(level)
    for telling in ("django.template", "django.db.backends"):  # at DEBUG they print whole contexts and parameters
        logging.getLogger(telling).setLevel(logging.INFO)
    for noisy in ("asyncio", "django_tasks", "django_tasks_db", "weasyprint", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def steps() -> list[Any]:
    """What every line goes through, whoever wrote it."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_the_origin,
        structlog.processors.format_exc_info,
        drop_secrets,
    ]


def formatter() -> logging.Formatter:
    """One JSON object a line."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=steps(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, as_json],
    )


class Keep(logging.Handler):
    """Puts finished lines into a bounded queue, for the one who writes them down."""

    def __init__(self, queue: deque[str]) -> None:
        super().__init__()
        self.queue = queue
        self.setFormatter(formatter())

    def emit(self, record: logging.LogRecord) -> None:
        """Adds the line; the oldest gives way when the queue is full."""
        try:
            self.queue.append(self.format(record))
        except Exception:  # noqa: BLE001 - as every handler of the standard library
            self.handleError(record)


def name_the_origin(logger: Any, method: str, entry: Entry) -> Entry:
    """Adds request id, address, door and actor where they are known; never a name or an e-mail address."""
    origin = current_origin()
    for key, value in (("request_id", origin.request_id), ("address", origin.address), ("door", origin.door)):
        if value:
            entry.setdefault(key, value)
    asked = getattr(entry.get("_record"), "request", None)  # Django speaks of a refusal after the door is closed
    if request_id := getattr(asked, "request_id", ""):
        entry.setdefault("request_id", request_id)
    actor = actor_or_none()
    if actor is not None:
        entry.setdefault("actor", actor.public_id or actor.kind.value)
    return entry


def drop_secrets(logger: Any, method: str, entry: Entry) -> Entry:
    """Replaces the values of password-like names, and what looks like a secret inside a text."""
    for key in list(entry):
        if not key.startswith("_"):
            entry[key] = _clean(key, entry[key], 0)
    return entry


def _clean(key: str, value: Any, depth: int) -> Any:
    if SECRET_NAMES.search(key):
        return HIDDEN
    if isinstance(value, str):
        return without_secrets(value)[:LONGEST]
    if isinstance(value, bytes):
        return f"<{len(value)} bytes>"
    if depth >= DEEPEST:
        return f"<{type(value).__name__}>"
    if isinstance(value, dict):
        return {str(k): _clean(str(k), v, depth + 1) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean("", v, depth + 1) for v in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return without_secrets(str(value))[:LONGEST]


def as_json(logger: Any, method: str, entry: Entry) -> str:
    """The line."""
    return orjson.dumps(entry, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
