"""Reads of the audit trail and of its checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from nucleus.kernel.errors import NotVisible
from nucleus.kernel.registry import registry
from nucleus.operations.monitoring.models import Verification
from nucleus.platform.audit.models import Line
from nucleus.platform.audit.queries import deed


@dataclass(frozen=True, slots=True)
class Change:
    """One field that was changed; values as texts, empty where there was none."""

    field: str
    before: str
    after: str


def audit_lines() -> QuerySet[Line]:
    """The lines in sight: of the own organization, and all of them for the superadmin."""
    return Line.objects.all()  # type: ignore[no-any-return]


def audit_line(public_id: str) -> Line:
    """One line. Raises NotVisible."""
    found: Line | None = Line.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def changes_of(line: Line) -> list[Change]:
    """What the line says was changed, in the order in which it was noted."""
    found = []
    for field, pair in line.changes.items():
        before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)
        found.append(Change(field.replace("_", " "), _text(before), _text(after)))
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_text(v) for v in value)
    return str(value)


def actions_known() -> list[tuple[str, str]]:
    """Every command in words, for the filter."""
    return sorted(((name, deed(name)) for name in registry.commands), key=lambda pair: (pair[1].casefold(), pair[0]))


def verifications() -> QuerySet[Verification]:
    """The checks of the audit trail."""
    return Verification.objects.all()


def verification(public_id: str) -> Verification:
    """One check. Raises NotVisible."""
    found = Verification.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found
