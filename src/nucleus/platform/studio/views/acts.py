"""The buttons of the editor."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nucleus.kernel.errors import Invalid, NotVisible, Refused
from nucleus.kernel.registry import registry
from nucleus.platform.branding.references import find_theme
from nucleus.platform.ui.pages import PageView, go

MOST_BYTES = 4_500_000  # of a file to import


class ActPage(PageView):
    """One command on a design, by POST; `fields` names what the form sends along. Goes back to the editor."""

    fields: tuple[str, ...] = ()
    done: Any = ""

    def get(self, request: HttpRequest, **where: str) -> HttpResponse:
        """There is nothing to see at the address of a button."""
        raise NotVisible

    def post(self, request: HttpRequest, **where: str) -> HttpResponse:
        """Runs the command."""
        theme = find_theme(where["public_id"])
        try:
            registry.commands[self.command].submit(self.given(request), theme=theme)
            said = str(self.done)
        except Invalid as error:
            said = " ".join(m for each in error.errors.values() for m in each)
        except Refused as error:
            said = error.detail
        return go(request, f"/branding/{theme.public_id}/", said)

    def given(self, request: HttpRequest) -> dict[str, Any]:
        """The raw input."""
        found: dict[str, Any] = {name: request.POST[name] for name in self.fields if name in request.POST}
        if "number" in found:
            text = found["number"]
            found["number"] = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else text
        return found


class ImportPage(ActPage):
    """The import of a file."""

    def given(self, request: HttpRequest) -> dict[str, Any]:
        """What the file holds. Raises Invalid where it is no JSON object."""
        file = request.FILES.get("file")
        data = file.read(MOST_BYTES) if file is not None else b""
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise Invalid({"": [_("This file holds no exported design.")]})
        return found
