"""Events: news that travels upward, as flat frozen dataclasses with values that JSON holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, TypeVar

from nucleus.kernel.registry import registry

E = TypeVar("E", bound="Event")


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events. `event_name` and `event_version` are set by the `event` decorator."""

    event_name: ClassVar[str] = ""
    event_version: ClassVar[int] = 1

    def payload(self) -> dict[str, Any]:
        """The fields as JSON-ready values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Receiver:
    """A function that wants an event; `in_transaction` ones run before commit and may refuse the change."""

    event: str
    function: Callable[..., None]
    in_transaction: bool

    @property
    def name(self) -> str:
        """Where it stands: module and function, stable between processes."""
        return f"{self.function.__module__}.{self.function.__qualname__}"


def event(name: str, version: int = 1) -> Callable[[type[E]], type[E]]:
    """Names an event class and registers it."""

    def register(cls: type[E]) -> type[E]:
        cls.event_name = name
        cls.event_version = version
        registry.events.add(name, cls)
        return cls

    return register


def receives(name: str, *, in_transaction: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Registers a function for an event. It gets the event object; it must be safe to run twice."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        registry.receivers.append(name, Receiver(name, function, in_transaction))
        return function

    return register
