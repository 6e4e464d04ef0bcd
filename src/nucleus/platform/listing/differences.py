"""Two people change one thing at once: what the second one is shown, beside the own input."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from nucleus.kernel.errors import Stale
from nucleus.platform.api.calling import Reading
from nucleus.platform.api.tables import Table


class Difference(NamedTuple):
    """One field that somebody else changed; texts as people read them, `by` empty where the person may not be told."""

    label: str
    before: str
    after: str
    at: dt.datetime
    by: str


def revision_shown(target: Any, values: Mapping[str, Any]) -> str:
    """The revision that a form shows: the row's, and what was read first while the form is shown again."""
    if isinstance(values, QueryDict):
        return str(values.get("read_revision", ""))[:20]
    return str(getattr(target, "revision", ""))


def reading_of(given: Mapping[str, Any], key: str) -> Reading:
    """The form's key, and the revision of what it showed."""
    revision = str(given.get("read_revision", ""))[:20]
    return Reading(key, f'"{revision}"' if revision else "")


def differences(stale: Stale, table: Table, fields: Sequence[Any]) -> list[Difference]:
    """What a refusal says of the changes that were missed, under the labels of the form or the list."""
    labels = {c.path: str(c.label) for c in table.columns} | {c.key: str(c.label) for c in table.columns}
    labels |= {field.name: str(field.label) for field in fields}
    found = stale.more.get("changes", ())
    changes: Sequence[Mapping[str, Any]] = found if isinstance(found, list) else ()
    return [
        Difference(
            labels.get(change["field"], change["field"]),
            _shown(change["before"]),
            _shown(change["after"]),
            change["at"],
            str(change.get("by", "")),
        )
        for change in changes
    ]


def _shown(value: Any) -> str:
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(str(v) for v in value) if isinstance(value, list) else str(value)
