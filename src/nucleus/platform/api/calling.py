"""A command called over the API: what the address names, what the body says, what the caller last read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Invalid, NotVisible
from nucleus.kernel.registry import registry
from nucleus.platform.api.doors import read_body
from nucleus.platform.api.inputs import NOT_OBJECT, UNKNOWN
from nucleus.platform.api.tables import Table
from nucleus.platform.gate.command import Command
from nucleus.platform.gate.idempotency import check_key, was_used
from nucleus.platform.gate.staleness import check_revision
from nucleus.platform.gate.transaction import write_transaction


def command_context(command: Command[Any, Any], table: Table, where: Mapping[str, str]) -> dict[str, Any]:
    """The objects that an address names, as arguments of the command: the row as its target, others by their type.

    Raises NotVisible for what is absent or out of sight.
    """
    found = {name: find_named(name, given) for name, given in where.items() if name in command.signature.parameters}
    if command.target and "public_id" in where:
        found[command.target] = find_named(table.type, where["public_id"])
    return found


def find_named(kind: str, public_id: str) -> Any:
    """The object of a reference type. Raises NotVisible."""
    if not public_id.isprintable() or len(public_id) > 120:
        raise NotVisible
    return registry.references[kind].find(public_id)


def read_key(request: HttpRequest) -> str:
    """The idempotency key; empty where none is sent. Raises Invalid for one that cannot be taken."""
    key = request.headers.get("Idempotency-Key")
    if key is not None:
        check_key(key)
    return key or ""


def refuse_parameters(request: HttpRequest) -> None:
    """Raises Invalid for a query string where none is taken."""
    if request.GET:
        raise Invalid({name[:200]: [str(UNKNOWN)] for name in request.GET})


def refuse_fields(command: Command[Any, Any], data: Any) -> None:
    """Raises Invalid for fields given to a command that takes none."""
    if command.input is None and data:
        raise Invalid(
            {str(n)[:200]: [str(UNKNOWN)] for n in list(data)[:20]} if isinstance(data, dict) else str(NOT_OBJECT)
        )


def fields_in_sight(command: Command[Any, Any], table: Table | None) -> frozenset[str]:
    """The names of the fields whose changes a caller may see: those it may write, and those of the row it may read."""
    found: set[str] = set()
    if command.input is not None:
        found.update(command.input().fields)  # type: ignore[attr-defined] # an input class is a serializer
    if table is not None and current_actor().may(table.permission):
        for column in table.api_columns(detail=True):
            found.update((column.key, column.path))
    return frozenset(found)


def call_command(
    request: HttpRequest, command: Command[Any, Any], context: Mapping[str, Any], table: Table | None = None
) -> Any:
    """Runs a command with the body of the request, honouring If-Match and Idempotency-Key."""
    refuse_parameters(request)
    data: Any = read_body(request)
    refuse_fields(command, data)
    key = read_key(request)
    return submit_read(command, data, context, Reading(key, request.headers.get("If-Match", "")), table)


class Reading(NamedTuple):
    """What comes with the data of a call: the idempotency key, and the revision that was read (as If-Match says it)."""

    key: str = ""
    match: str = ""


def submit_read(
    command: Command[Any, Any], data: Any, context: Mapping[str, Any], reading: Reading, table: Table | None = None
) -> Any:
    """Runs the command unless its target changed since it was read. Raises Stale with the difference.

    What is repeated under its key gets the stored answer, although its own effect has made the revision older.
    """
    if not reading.match or (reading.key and was_used(command.name, reading.key)):
        return command.submit(data, key=reading.key, **context)
    command.allow(current_actor(), context)  # before the revision: who may not change learns nothing of changes
    with write_transaction():
        check_revision(context.get(command.target or ""), reading.match, fields_in_sight(command, table))
        return command.submit(data, key=reading.key, **context)
