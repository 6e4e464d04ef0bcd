"""Which answers show detail, and the line for each of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import NotVisible
from nucleus.kernel.registry import registry
from nucleus.kernel.text import one_line
from nucleus.platform.audit.context import current_origin
from nucleus.platform.journal.models import Act, Entry
from nucleus.platform.journal.notes import Note, about, noting
from nucleus.platform.journal.recording import Recorded, write


class Shown(NamedTuple):
    """What a view discloses. `freely`: its list only names things; `form`: its page without a row is empty."""

    detail: str
    subject: str
    kind: str
    freely: bool
    form: bool


@lru_cache(maxsize=2048)
def shown_by(view: Any) -> Shown | None:
    """What the view behind an address declares, or its table; nothing where it shows no detail."""
    of = getattr(view, "view_class", None) or getattr(view, "cls", None)
    given = getattr(view, "view_initkwargs", None) or getattr(view, "initkwargs", None) or {}
    table = given.get("table") or getattr(of, "table", None)
    said = given.get("discloses", getattr(of, "discloses", None))
    detail: str = said if said is not None else getattr(table, "discloses", "")
    if not detail:
        return None
    subject = str(given.get("subject") or getattr(of, "subject", "") or getattr(table, "name", ""))
    freely = said is None and bool(getattr(table, "names_only", False))
    return Shown(detail, subject, getattr(table, "type", ""), freely, form=given.get("act") is not None)


class JournalMiddleware:
    """Writes the line before the answer leaves; of a stream, when it ends. What cannot be written is not answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with noting() as note:
            response = self.get_response(request)
            match = request.resolver_match
            if request.method != "GET" or response.status_code != 200 or match is None or note.spared:
                return response
            shown = shown_by(match.func)
            if shown is None or getattr(request, "signed", None) is None:
                return response
            if note.place is None:
                look_up(shown, match.kwargs)
            act = act_of(response, note)
            if not note.public_id and (shown.form or (shown.freely and act == Act.VIEW)):
                return response
            return self._written(response, note, entry_of(request, shown, act))

    @staticmethod
    def _written(response: HttpResponseBase, note: Note, entry: Entry) -> HttpResponseBase:
        actor = current_actor()
        if entry.act == Act.EXPORT and isinstance(response, StreamingHttpResponse):
            stream: Any = response.streaming_content
            response.streaming_content = Recorded(stream, entry, note, actor)
        else:
            write(entry, note, actor)
        return response


def look_up(shown: Shown, where: dict[str, Any]) -> None:
    """Notes the thing that the address names, where nobody did while it was read."""
    for name, public_id in where.items():
        reference = registry.references.get(shown.kind if name == "public_id" else name)
        if reference is not None:
            try:
                about(reference.find(public_id))
            except NotVisible:
                continue


def act_of(response: HttpResponseBase, note: Note) -> str:
    """Export, download of a file, or a look."""
    if note.format:
        return Act.EXPORT
    return Act.DOWNLOAD if response.headers.get("Content-Disposition", "").startswith("attachment") else Act.VIEW


def entry_of(request: HttpRequest, shown: Shown, act: str) -> Entry:
    """The line, as far as it is known before the answer ends."""
    actor, origin, signed = current_actor(), current_origin(), getattr(request, "signed", None)
    return Entry(
        detail=shown.detail,
        act=act,
        subject=shown.subject,
        reader_id=actor.public_id,
        reader_label=one_line(actor.label),
        reader_organization=actor.place.organization if actor.place else None,
        reader_from=getattr(signed, "organization_name", "") or "",
        session=actor.session,
        door="api" if request.path.startswith("/api/") else "page",
        address=origin.address,
        request_id=origin.request_id,
    )
