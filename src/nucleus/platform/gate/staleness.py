"""Two people change one thing at once: the second is told, and sees what the first one changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import Stale
from nucleus.platform.audit.models import Line
from nucleus.platform.tree.models import Organization

MOST_LINES = 100  # of the audit trail that are read for one answer


def check_revision(target: Any, match: str, shown: Collection[str] = ()) -> None:
    """Raises Stale unless the stored revision is one that the caller names (`"3"`, `"3", "4"`, `*`).

    Holds the row until the transaction ends. The refusal carries the present `revision` and the `changes` of the fields
    in `shown` since the revision that was named.
    """
    if match.strip() == "*" and target is not None:
        return
    if not hasattr(target, "revision"):
        raise Stale
    stored = (
        type(target)._base_manager.select_for_update().filter(pk=target.pk).values_list("revision", flat=True).first()
    )
    named = [m.strip().removeprefix("W/").strip('"') for m in match.split(",")]
    if str(stored) not in named:
        told = max((int(n) for n in named if n.isascii() and n.isdigit() and len(n) < 10), default=0)
        raise Stale(revision=str(stored), changes=changes_since(target, told, stored or 0, shown))


def changes_since(target: Model, told: int, stored: int, shown: Collection[str]) -> list[dict[str, Any]]:
    """What changed between two revisions, field by field: `field`, `before`, `after`, and when.

    Every change of a revision left one line in the audit trail; the newest of them are the ones that were missed. Who
    made it (`by`) is told only to those who see that line themselves.
    """
    missed = min(max(stored - told, 0), MOST_LINES) if told else 1
    owner = target.pk if isinstance(target, Organization) else getattr(target, "organization_id", None)
    named = Line.objects.filter(
        organization=owner, object_type=type(target).__name__.lower(), object_id=getattr(target, "public_id", "")
    )
    with system_actor("difference of revisions"):
        lines = list(named.exclude(changes={}).order_by("-id").values_list("pk", "changes", "at")[:missed])
    makers = dict(named.filter(pk__in=[pk for pk, _changes, _at in lines]).values_list("pk", "actor_label"))
    found: dict[str, dict[str, Any]] = {}
    for pk, changes, at in reversed(lines):
        for field, (before, after) in changes.items():
            if field in shown:
                first = found.get(field, {"before": before})["before"]
                found[field] = {"field": field, "before": first, "after": after, "at": at}
                if pk in makers:
                    found[field]["by"] = makers[pk]
    return [change for change in found.values() if change["before"] != change["after"]]
