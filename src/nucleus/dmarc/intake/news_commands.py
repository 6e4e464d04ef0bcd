"""What the software says of received files, so that people hear of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nucleus.dmarc.intake.events import FilesSetAside, UnknownDomains
from nucleus.dmarc.intake.models import Message, State, WaitingName
from nucleus.kernel.text import one_line
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit
from nucleus.platform.tree.models import Organization

MOST_NAMES = 200  # that one event lists


@command("intake.tell_of_files", audited=False)  # each message is its own record
def tell_of_files(*, messages: Sequence[Message]) -> None:
    """Say that files were set aside, in the transaction that writes what became of them."""
    for organization in {m.organization for m in messages}:
        bad = [m for m in messages if m.organization_id == organization.pk and m.state == State.QUARANTINED]
        if bad:
            emit(FilesSetAside(organization=organization.public_id, files=len(bad), name=one_line(bad[-1].name, 80)))


@command("intake.tell_of_domains", audited=False)  # as above
def tell_of_domains(*, named: Collection[tuple[Organization, str]]) -> None:
    """Say which of these unknown domains are named for the first time, before their reports are noted as waiting."""
    for organization in {owner for owner, _name in named}:
        names = {name for owner, name in named if owner == organization}
        rows = WaitingName.objects.filter(organization=organization, name__in=names)
        fresh = sorted(names - set(rows.values_list("name", flat=True)))
        if fresh:
            emit(UnknownDomains(organization=organization.public_id, names=tuple(fresh[:MOST_NAMES])))
