"""Numbering the lines and hanging them into their organization's chain, in batches that may be cut off at any point."""

from __future__ import annotations

from nucleus.kernel.actor import system_actor
from nucleus.operations.monitoring.chain import CONTENT, digest
from nucleus.operations.monitoring.models import Head
from nucleus.platform.audit.models import Line
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.tree.models import Organization

BATCH = 500


def seal_waiting() -> int:
    """Seals every committed line that waits. Answers how many. Two of these at once wait for one another."""
    count = 0
    with system_actor("sealing of the audit trail"):
        while True:
            done = _seal_batch()
            count += done
            if done < BATCH:
                return count


def _seal_batch() -> int:
    waiting = Line.objects.filter(sequence__isnull=True).order_by("pk")
    owners = sorted(set(waiting.values_list("organization_id", flat=True)[:BATCH]))
    if not owners:
        return 0
    with write_transaction():
        heads = _heads(owners)
        names = dict(Organization.objects.filter(pk__in=owners).values_list("pk", "public_id"))
        # asked again behind the lock: another process may have sealed them in the meantime
        rows = list(waiting.filter(organization_id__in=owners).values("pk", "organization_id", *CONTENT)[:BATCH])
        for row in rows:
            pk, owner = row.pop("pk"), row.pop("organization_id")
            _hang(pk, heads[owner], names[owner], row)
        for head in heads.values():
            head.save(update_fields=["sequence", "hash"])
    return len(rows)


def _heads(owners: list[int]) -> dict[int, Head]:
    for owner in owners:
        Head.objects.get_or_create(organization=owner)
    return {h.organization: h for h in Head.objects.select_for_update().filter(organization__in=owners).order_by("pk")}


def _hang(pk: int, head: Head, organization: str, content: dict[str, object]) -> None:
    sequence = head.sequence + 1
    hash_ = digest(head.hash, organization, sequence, content)
    Line.objects.filter(pk=pk).seal(sequence=sequence, previous_hash=head.hash, hash=hash_)
    head.sequence, head.hash = sequence, hash_
