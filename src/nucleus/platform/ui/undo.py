"""Undo: a signed note of what takes a command back, handed out with the message and run when it comes again.

The note is bound to the person and to a quarter of an hour, and each undoing is a command of its own: asked for its
permission, refused where the thing was changed since, written down like any other.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Invalid, NotVisible, Problem, Refused
from nucleus.kernel.registry import registry
from nucleus.platform.gate.undo import Undo
from nucleus.platform.ui.pages import PageView, go

SALT = "nucleus-undo"
SECONDS = 15 * 60
LONGEST = 2400  # characters of a note: it travels in the cookie of the message
MOST = 200

Step = list[Any]
"""Command, type and public id of its target (empty: none), the target's revision or None, raw input."""


def undo_token(undos: Sequence[Undo], expected: int = 0) -> str:
    """The note for these undoings, the last one first; empty where there is none, one is missing or it is too long."""
    steps = [step_of(undo) for undo in reversed(undos)]
    if not steps or len(steps) < expected or None in steps:
        return ""
    note = {"who": current_actor().public_id, "once": secrets.token_hex(8), "steps": steps}
    token = signing.dumps(note, salt=SALT, compress=True)
    return token if len(token) <= LONGEST else ""


def step_of(undo: Undo) -> Step | None:
    """One undoing as plain values; nothing where its target cannot be named."""
    kind = registry.commands[undo.command].target or ""
    if undo.target is None:
        return [undo.command, "", "", None, dict(undo.data)]
    public_id = getattr(undo.target, "public_id", "")
    if kind not in registry.references or not public_id:
        return None
    return [undo.command, kind, public_id, getattr(undo.target, "revision", None), dict(undo.data)]


def read_token(token: str) -> tuple[str, list[Step]]:
    """Once-word and steps of a note. Raises Refused for one that is old, Invalid for anything else."""
    try:
        note = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.SignatureExpired:
        raise Refused(_("It is too late to undo this here.")) from None
    except signing.BadSignature:
        raise Invalid({"token": [_("This cannot be undone from here.")]}) from None
    if note["who"] != current_actor().public_id:
        raise NotVisible
    return note["once"], note["steps"]


def run_step(step: Step, key: str) -> None:
    """Runs one undoing. Raises Refused where somebody changed the thing since."""
    name, kind, public_id, revision, data = step
    command = registry.commands[name]
    context = {}
    if kind:
        target = registry.references[kind].find(public_id)
        if revision is not None and target.revision != revision:
            raise Refused(_("Somebody changed this since; it cannot be undone any more."))
        context = {command.target: target}
    command.submit(data, key=key, **context)


class UndoPage(PageView):
    """Takes back what the note names, each step for itself, and goes back to where the button stood."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Back, with what came of it."""
        back = request.POST.get("back", "")
        if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
            back = "/"
        once, steps = read_token(request.POST.get("token", ""))
        refused = []
        for number, step in enumerate(steps[:MOST]):
            try:
                run_step(step, f"undo-{once}-{number}")
            except Problem as problem:
                refused.append(problem.detail)
        return go(request, back, said_of(len(steps) - len(refused), refused))


def said_of(done: int, refused: Sequence[str]) -> str:
    """How many were undone, and why others were not."""
    said = [ngettext("Undone.", "Undone: %(count)d rows.", done) % {"count": done}] if done else []
    if refused:
        why = {"count": len(refused), "why": refused[0]}
        said.append(ngettext("%(count)d not undone: %(why)s", "%(count)d not undone: %(why)s", len(refused)) % why)
    return " ".join(said)
