"""Reports that wait for their domain, and their sums by owner and name, which change in the same transaction.

A sum is locked before it is changed, in the order of owners and names, so that writers neither lose nor deadlock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Min, Sum

from nucleus.dmarc.intake.models import Message, PendingReport, WaitingName
from nucleus.platform.tree.models import Organization

AT_ONCE = 400  # names that one statement holds or writes
SUMS = ["files", "volume", "first_at", "last_at"]


@dataclass(slots=True)
class _Tally:
    """What comes to the sum of one name, and what leaves it."""

    files: int = 0
    volume: int = 0
    come: list[dt.datetime] = field(default_factory=list)
    gone: list[dt.datetime] = field(default_factory=list)

    def enter(self, row: PendingReport, sign: int) -> None:
        self.files += sign
        self.volume += sign * row.volume
        (self.come if sign > 0 else self.gone).append(row.seen_at)


def replace_waiting(messages: Sequence[Message], fresh: Sequence[PendingReport] = ()) -> None:
    """The waiting reports of these messages give way to the fresh ones (saved here). In the caller's transaction."""
    left = list(PendingReport.objects.select_for_update().filter(message__in=messages).order_by("pk"))
    PendingReport.objects.filter(pk__in=[row.pk for row in left]).delete()
    PendingReport.objects.bulk_create(fresh)
    tallies: dict[int, dict[str, _Tally]] = {}
    for sign, rows in ((-1, left), (1, fresh)):
        for row in rows:
            tallies.setdefault(row.organization_id, {}).setdefault(row.name, _Tally()).enter(row, sign)
    owners = {message.organization_id: message.organization for message in messages}
    for key, found in sorted(tallies.items()):
        for names in _portions(found):
            _enter(owners[key], {name: found[name] for name in names})


def recount_waiting(organizations: Iterable[Organization]) -> int:
    """Counts the sums of these owners anew. Answers how many had been wrong. In the caller's transaction."""
    wrong = 0
    for owner in sorted(organizations, key=lambda organization: int(organization.pk)):
        names = set(PendingReport.objects.filter(organization=owner).values_list("name", flat=True))
        names.update(WaitingName.objects.filter(organization=owner).values_list("name", flat=True))
        wrong += sum(_recount(owner, portion) for portion in _portions(names))
    return wrong


def _portions(names: Collection[str]) -> list[list[str]]:
    ordered = sorted(names)
    return [ordered[at : at + AT_ONCE] for at in range(0, len(ordered), AT_ONCE)]


def _held(owner: Organization, names: Collection[str]) -> dict[str, WaitingName]:
    """The sums of the names, locked; made where they are missing, also where somebody removes one meanwhile."""
    found: dict[str, WaitingName] = {}
    while missing := sorted(set(names) - found.keys()):
        WaitingName.objects.bulk_create(
            [WaitingName(organization=owner, name=name) for name in missing], ignore_conflicts=True
        )
        held = WaitingName.objects.select_for_update().filter(organization=owner, name__in=missing).order_by("name")
        found.update({row.name: row for row in held})
    return found


def _enter(owner: Organization, tallies: Mapping[str, _Tally]) -> None:
    """Adds and takes away; the first and last moment are looked up only where one of them left.

    A sum that cannot be right (below nothing) is counted anew.
    """
    rows = _held(owner, tallies)
    for name, tally in tallies.items():
        row = rows[name]
        moments = [*([row.first_at, row.last_at] if row.files else []), *tally.come]
        row.files += tally.files
        row.volume += tally.volume
        if row.files and {row.first_at, row.last_at} & set(tally.gone):
            times = PendingReport.objects.filter(organization=owner, name=name).values_list("seen_at", flat=True)
            moments = [*times.order_by("seen_at")[:1], *times.order_by("-seen_at")[:1]]
        row.first_at = min(moments, default=row.first_at)
        row.last_at = max(moments, default=row.last_at)
    wrong = {name for name, row in rows.items() if row.files < 0 or row.volume < 0}
    _write(row for name, row in rows.items() if name not in wrong)
    if wrong:
        _recount(owner, wrong)


def _recount(owner: Organization, names: Collection[str]) -> int:
    rows = _held(owner, names)
    counted: dict[str, tuple[Any, ...]] = {
        name: tuple(sums)
        for name, *sums in PendingReport.objects.filter(organization=owner, name__in=names)
        .order_by()
        .values_list("name")
        .annotate(Count("pk"), Sum("volume"), Min("seen_at"), Max("seen_at"))
    }
    wrong = []
    for name, row in rows.items():
        sums = counted.get(name, (0, 0, row.first_at, row.last_at))
        if tuple(getattr(row, attribute) for attribute in SUMS) != sums or not row.files:
            row.files, row.volume, row.first_at, row.last_at = sums
            wrong.append(row)
    _write(wrong)
    return len(wrong)


def _write(rows: Iterable[WaitingName]) -> None:
    rows = list(rows)
    WaitingName.objects.filter(pk__in=[row.pk for row in rows if not row.files]).delete()
    WaitingName.objects.bulk_update([row for row in rows if row.files], SUMS)
