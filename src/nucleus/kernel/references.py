"""References: how a thing of one room is found, named and linked from another by type and public id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nucleus.kernel.registry import registry


@dataclass(frozen=True, slots=True)
class Reference:
    """`find` takes a public id and answers the object in the actor's sight or raises NotVisible."""

    type: str
    label: str
    find: Callable[[str], Any]
    address: Callable[[Any], str] = lambda thing: ""


def refer(type_name: str, label: str, find: Callable[[str], Any], address: Callable[[Any], str]) -> None:
    """Registers how things of this type are found and linked."""
    registry.references.add(type_name, Reference(type_name, label, find, address))
