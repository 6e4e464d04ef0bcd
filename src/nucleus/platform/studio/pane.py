"""The pane beside the rows of the editor: which pages it frames, and the contrast table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.platform.accounts.frontends import FRONTENDS
from nucleus.platform.branding.colours import contrast_report
from nucleus.platform.branding.keys import FRONTEND_KINDS, THEME
from nucleus.platform.branding.looks import shape_of
from nucleus.platform.branding.models import Design
from nucleus.platform.studio.drafts import pack, resolved_draft
from nucleus.platform.studio.editing import measured
from nucleus.platform.ui.parts import Tab

FRAMES: dict[str, Any] = {
    "dashboard": gettext_lazy("Overview"),
    "list": gettext_lazy("List"),
    "sign-in": gettext_lazy("Sign-in"),
    "mail": gettext_lazy("Mail"),
}


def label_of(kind: str) -> str:
    """What a kind of design is called."""
    if kind == THEME:
        return _("Theme")
    return _("Sign-in page: %(portal)s") % {"portal": FRONTENDS[FRONTEND_KINDS[kind]].label}


def preview_data(request: HttpRequest, theme: Design, document: Any) -> dict[str, Any]:
    """What the pane beside the rows shows: frames in both modes, and the contrast table."""
    show = request.POST.get("show") or request.GET.get("show") or ""
    pages = FRAMES if theme.kind == THEME else {"sign-in": FRAMES["sign-in"]}
    show = show if show in pages else next(iter(pages))
    at = f"/branding/{theme.public_id}/"
    packed = pack(document)
    values = {name: found.value for name, found in resolved_draft(theme, document).items()}
    try:
        readings = measured(contrast_report(shape_of(values).colours)) if theme.kind == THEME else []
    except ValueError:  # a colour that is being typed
        readings = []
    return {
        "theme": theme,
        "show": show,
        "views": [Tab(str(label), f"{at}?show={name}", active=name == show) for name, label in pages.items()],
        "frames": [
            (mode, label, f"{at}preview/{show}/?mode={mode}&draft={packed}")
            for mode, label in (("light", _("Light")), ("dark", _("Dark")))
        ],
        "too_long": not packed,
        "readings": readings,
        "failing": [line for line in readings if not line.passes],
    }
