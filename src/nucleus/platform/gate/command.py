"""`@command`: the one way to write."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Mapping
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

import orjson
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Actor, current_actor
from nucleus.kernel.errors import Denied, Invalid, NotVisible, ScopeViolation
from nucleus.kernel.registry import registry
from nucleus.platform.gate.effects import leave_line, leave_outbox
from nucleus.platform.gate.trace import Trace, plain, running
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.gate.undo import Undo, offer
from nucleus.platform.tree.models import Organization
from nucleus.platform.tree.scope import Visibility, sees
from nucleus.platform.tree.tenant import TenantModel

P = ParamSpec("P")
R = TypeVar("R")


class InputClass(Protocol):
    """What a command's input class offers: raw data in, clean keyword arguments out, or Invalid."""

    @classmethod
    def clean_input(cls, data: Mapping[str, Any], *, partial: bool = False) -> dict[str, Any]:
        """Validates. Raises Invalid with the field paths."""
        ...


class Command(Generic[P, R]):
    """A registered command. Calling it passes the gate; `submit` takes raw data through its input class first."""

    def __init__(self, function: Callable[P, R], name: str, options: Mapping[str, Any]) -> None:
        self.name = name
        self.function = function
        self.input: type[InputClass] | None = options.get("input")
        self.target: str | None = options.get("target")
        self.own: bool = bool(options.get("own"))
        self.secret: frozenset[str] = frozenset(options.get("secret") or ())
        self.constraints: Mapping[str, str] = options.get("constraints") or {}
        self.audited: bool = bool(options.get("audited", True))
        self.undo: Any = options.get("undo")
        self.__doc__ = function.__doc__
        self.__name__ = function.__name__
        self.__module__ = function.__module__
        self.signature = inspect.signature(function)
        self.summary = (function.__doc__ or name).strip().splitlines()[0]

    def __repr__(self) -> str:
        return f"<command {self.name}>"

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Runs the command as the actor in context. Raises Denied, ScopeViolation, or what the command raises."""
        if args:
            raise TypeError(f"{self.name} takes keyword arguments only")
        actor = current_actor()
        self.allow(actor, kwargs)
        trace = Trace(self.name, parent=running.get())
        token = running.set(trace)
        try:
            with write_transaction():
                result = self._effect(kwargs)
                self._leave(trace, actor, kwargs, result)
        finally:
            running.reset(token)
        return result

    def submit(self, data: Mapping[str, Any], *, key: str = "", **context: Any) -> R:
        """Validates raw data with the input class, adds `context` (objects that the address names), and runs.

        With an idempotency key the same body gives the stored answer once more; another body raises KeyReused.
        """
        self.allow(current_actor(), context)  # before the input: who may not act learns nothing of its fields
        clean = self.input.clean_input(data) if self.input else {}
        call: Any = self
        if not key:
            return call(**context, **clean)  # type: ignore[no-any-return]
        from nucleus.platform.gate.idempotency import once  # noqa: PLC0415 - it needs this module's types

        digest = hashlib.sha256(
            orjson.dumps([plain(dict(data)), plain(context)], option=orjson.OPT_SORT_KEYS, default=str)
        ).hexdigest()
        with write_transaction():
            return once(self.name, key, digest, lambda: call(**context, **clean))  # type: ignore[no-any-return]

    def allow(self, actor: Actor, kwargs: Mapping[str, Any]) -> None:
        """The checks before anything is opened."""
        if actor.read_only:
            raise Denied(_("You are looking with read-only access; nothing can be changed."))
        if actor.suspended and not self.own:
            raise Denied(_("Your organization is suspended: you can look at everything, but change nothing."))
        if not self.own and not actor.may(self.name):
            raise Denied(_("Your role does not allow this."))
        for value in kwargs.values():
            self._in_reach(actor, value)

    def _in_reach(self, actor: Actor, value: Any) -> None:
        if actor.is_system or not isinstance(value, TenantModel):
            return
        if actor.is_superadmin:
            if not value.superadmin_sees:
                raise NotVisible
            return
        if (
            not sees(value.visibility, actor, value.place)
            and not type(value)._base_manager.filter(pk=value.pk).exists()
        ):  # noqa: SLF001
            raise NotVisible

    def may(self, actor: Actor) -> bool:
        """Whether a page should offer it to the actor."""
        if actor.read_only or (actor.suspended and not self.own):
            return False
        return self.own or actor.may(self.name)

    def _effect(self, kwargs: Mapping[str, Any]) -> R:
        call: Any = self.function
        try:
            return call(**kwargs)  # type: ignore[no-any-return]
        except IntegrityError as error:
            for name, field in self.constraints.items():
                if name in str(error):
                    raise Invalid({field: [_("This is taken already.")]}) from None
            raise

    def _leave(self, trace: Trace, actor: Actor, kwargs: Mapping[str, Any], result: Any) -> None:
        organization = self._organization(trace, actor, kwargs, result)
        if self.audited:
            given = {k: "***" if k in self.secret else plain(v) for k, v in kwargs.items() if k != self.target}
            leave_line(trace, actor, organization, given, self._object(trace, kwargs, result))
        leave_outbox(trace, actor, organization)
        if self.undo and trace.parent is None:
            offer(self.name, self.undo, kwargs.get(self.target or ""), kwargs, result, trace.changes)

    def _object(self, trace: Trace, kwargs: Mapping[str, Any], result: Any) -> Any:
        if trace.target is not None:
            return trace.target
        if self.target:
            return kwargs.get(self.target)
        return result if isinstance(result, models.Model) else None

    def _organization(self, trace: Trace, actor: Actor, kwargs: Mapping[str, Any], result: Any) -> Any:
        for value in (trace.target, kwargs.get(self.target or ""), *kwargs.values(), result):
            if isinstance(value, Organization):
                return value
            if isinstance(value, TenantModel):
                return value.organization
        if actor.place is not None:
            return Organization.objects.get(pk=actor.place.organization)
        return None


def command(name: str, **options: Any) -> Callable[[Callable[P, R]], Command[P, R]]:
    """Registers a command under its name, which is its permission, audit verb, message type and operation id.

    Options: `input` (its input class), `target` (the argument that the audit line is about), `own` (everybody may do it
    to himself: no permission asked), `secret` (arguments never written down), `constraints` (constraint name to field),
    `audited` (False only for what writes its own lines), `undo` (what takes it back: the name of a command on the same
    object, or a maker of `gate.undo`).
    """

    def register(function: Callable[P, R]) -> Command[P, R]:
        made = Command(function, name, options)
        registry.commands.add(name, made)
        return made

    return register


__all__ = ["Command", "ScopeViolation", "Undo", "Visibility", "command"]
