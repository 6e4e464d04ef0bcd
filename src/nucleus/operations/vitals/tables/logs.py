"""The application's log as a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from nucleus.operations.vitals.models import LogLevel
from nucleus.operations.vitals.queries import log_lines
from nucleus.platform.api.tables import Column, Empty, Filter, Table, register

LONGEST = 160  # characters of the further fields in the list
TONES = {"warning": "warn", "error": "bad", "critical": "bad", "info": "info"}


def in_one_line(facts: Mapping[str, Any]) -> str:
    """What a line says beside its message: `job vitals.measure, run JOB-…`."""
    return ", ".join(f"{name} {value}" for name, value in facts.items())[:LONGEST]


LOGS = register(
    Table(
        name="logs",
        label=_("Application log"),
        one=_("Log line"),
        sub=_("What web and worker say while they work, a few seconds old. Without secrets."),
        permission="logs.view",
        rows=log_lines,
        page="/admin/logs/",
        api="/api/monitor/logs",
        address="/admin/logs/{public_id}/",
        columns=(
            Column("event", _("Message"), "main", more=("logger",)),
            Column("facts", _("About"), priority=2, options={"schema": {"type": "object"}, "words": in_one_line}),
            Column("level", _("Level"), "status", options={"choices": LogLevel.choices, "tones": TONES}),
            Column("at", _("When"), "datetime", sort=True, options={"seconds": True}),
            Column("logger", _("Part"), pages=False),
            Column("request_id", _("Request"), priority=3),
            Column("actor", _("Actor"), priority=3),
            Column("door", _("Door"), detail=True),
            Column("address", _("Address"), detail=True),
            Column("process", _("Process"), detail=True),
        ),
        filters=(
            Filter("level", _("Level"), choices=LogLevel.choices),
            Filter("part", _("Part"), "text", source="logger__startswith"),
            Filter("request", _("Request"), "text", source="request_id"),
            Filter("actor", _("Actor"), "text"),
            Filter("since", _("From"), "day", source="at__date__gte"),
            Filter("until", _("To"), "day", source="at__date__lte"),
        ),
        search=("event", "request_id"),
        sort="-at",
        empty=Empty(
            "scroll-text", _("Nothing logged yet"), _("Warnings, errors and what the worker does appear here.")
        ),
    )
)
