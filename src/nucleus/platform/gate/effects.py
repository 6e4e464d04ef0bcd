"""What a command leaves with its effect: the audit line and the outbox rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nucleus.kernel.actor import Actor, system_actor
from nucleus.kernel.registry import registry
from nucleus.kernel.text import one_line
from nucleus.platform.audit.context import current_origin
from nucleus.platform.audit.models import Line
from nucleus.platform.gate.models import Outbox
from nucleus.platform.gate.trace import Trace
from nucleus.version import VERSION


def leave_line(trace: Trace, actor: Actor, organization: Any, given: Mapping[str, Any], obj: Any) -> None:
    """Writes the audit line in the running transaction. Lines of inner commands name the outer one's request by id."""
    origin = current_origin()
    changes = trace.changes or {name: [None, value] for name, value in given.items()}
    with system_actor("audit line"):
        line = Line(
            organization=organization or company(),
            action=trace.command,
            actor_id=actor.public_id,
            actor_label=one_line(actor.label if not actor.is_system else f"system: {actor.reason}"),
            session=actor.session,
            object_type=type(obj).__name__.lower() if obj is not None else "",
            object_id=getattr(obj, "public_id", "") or "",
            object_label=one_line(trace.label or (str(obj) if obj is not None else "")),
            changes=changes,
            address=origin.address,
            request_id=origin.request_id,
            release=VERSION,
        )
        line.save(force_insert=True)
        trace_lines(trace, line.pk)


def trace_lines(trace: Trace, line: int) -> None:
    """Ties the lines of inner commands to this one."""
    if trace.children:
        from django.db.models import QuerySet  # the one write that lines allow before sealing

        QuerySet.update(Line.objects.filter(pk__in=trace.children, parent_line__isnull=True), parent_line=line)
    if trace.parent is not None:
        trace.parent.children.append(line)


def leave_outbox(trace: Trace, actor: Actor, organization: Any) -> None:
    """Writes the events, after the receivers that belong into the transaction."""
    if not trace.events:
        return
    for event in trace.events:
        for receiver in registry.receivers.get(event.event_name, ()):
            if receiver.in_transaction:
                receiver.function(event)
    with system_actor("outbox"):
        owner = organization or company()
        Outbox.objects.bulk_create(
            Outbox(
                organization=owner,
                name=event.event_name,
                version=event.event_version,
                payload=event.payload(),
                actor_id=actor.public_id,
                actor_label=actor.label,
            )
            for event in trace.events
        )


def company() -> Any:
    """The root organization: what nobody else owns belongs to it."""
    from nucleus.platform.tree.models import Organization  # models are loaded after the gate

    return Organization.objects.get(tier="company")
