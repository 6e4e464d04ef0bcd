"""The editor of one design."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Invalid
from nucleus.kernel.policies import add_policy
from nucleus.platform.branding.commands import add_picture, change_theme
from nucleus.platform.branding.keys import keys_of
from nucleus.platform.branding.models import Design, DesignVersion
from nucleus.platform.branding.references import find_theme
from nucleus.platform.studio.editing import Row, change_from, rows_of
from nucleus.platform.studio.pane import FRAMES, label_of, preview_data
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.parts import Act, Tag
from nucleus.platform.ui.shell import Crumb


class EditorPage(PageView):
    """The editor: rows, preview, contrast, versions. POST stores the draft."""

    permission = "branding.change_theme"
    template_name = "platform/studio/editor.html"
    command = "branding.change_theme"
    page_class = "wide"

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The stored draft."""
        return editor_data(request, find_theme(where["public_id"]))

    def render(self, request: HttpRequest, data: dict[str, Any], status: int = 200) -> HttpResponse:
        """The one page that may frame, and only pages of this house."""
        response = super().render(request, data, status)
        add_policy(response, {"frame-src": ["'self'"]})
        return response

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Stores what was typed as the draft; what is wrong is shown beside its row."""
        theme = find_theme(where["public_id"])
        given = request.POST
        if given.get("revision") not in ("", None, str(theme.revision)):
            data = editor_data(request, theme, given)
            data["stale"] = _(
                "Somebody else changed this design meanwhile. Look at your values and save again to keep them."
            )
            data["others"] = differing(theme, data["groups"])
            return self.render(request, data, status=409)
        try:
            change_theme.submit(change_from(theme, given), theme=theme)
            for name, key in keys_of(theme.kind).items():
                if key.kind == "picture" and f"file.{name}" in request.FILES:
                    _take(theme, name, request.FILES[f"file.{name}"])
        except Invalid as error:
            return self.render(request, editor_data(request, theme, given, error.errors), status=422)
        return go(request, f"/branding/{theme.public_id}/{_shown(request)}", _("The draft is saved."))


def _take(theme: Design, key: str, file: Any) -> None:
    content = base64.b64encode(file.read(3_000_000)).decode()
    try:
        add_picture.submit({"key": key, "content": content}, theme=theme)
    except Invalid as error:
        raise Invalid({f"values.{key}": [m for said in error.errors.values() for m in said]}) from None


def _shown(request: HttpRequest) -> str:
    show = request.POST.get("show") or request.GET.get("show") or ""
    return f"?show={show}" if show in FRAMES else ""


class Differing(NamedTuple):
    """A key where the stored draft says something else than what was typed; texts as people read them."""

    label: str
    theirs: str
    yours: str


def differing(theme: Design, groups: Iterable[tuple[Any, Iterable[Row]]]) -> list[Differing]:
    """Where somebody else's draft, as it is stored now, and the rows as they were typed part."""

    def said(row: Row) -> str:
        inherits = row.state == "inherit" and row.value == row.inherited
        return _("inherited") if inherits else row.value or _("nothing")

    stored = {row.key.name: said(row) for _label, rows in rows_of(theme) for row in rows}
    typed = [row for _label, rows in groups for row in rows]
    return [Differing(row.label, stored[row.key.name], said(row)) for row in typed if stored[row.key.name] != said(row)]


def editor_data(
    request: HttpRequest, theme: Design, given: Any = None, errors: dict[str, list[str]] | None = None
) -> dict[str, Any]:
    """What the editor shows."""
    title = label_of(theme.kind)
    groups = rows_of(theme, given, errors)
    published = (
        Tag(_("Published, version %(number)d") % {"number": theme.version}, "ok", shape="dot")
        if theme.version
        else Tag(_("Not published yet"), shape="dot")
    )
    own = theme.organization.place == current_actor().place
    return {
        "title": title if own else f"{title} · {theme.organization.name}",
        "crumbs": [Crumb(_("Brand"), "/branding/"), Crumb(title)],
        "tags": [published, *([Tag(_("Draft differs"), "warn", shape="dot")] if theme.has_changes else [])],
        "theme": theme,
        "groups": groups,
        "errors": [m for path, said in (errors or {}).items() for m in said if not path.startswith("values.")],
        "has_errors": bool(errors),
        "wrong": [row for _label, rows in groups for row in rows if row.errors],
        "versions": DesignVersion.objects.filter(design=theme).order_by("-number")[:20],
        "acts": [Act(_("Export"), f"/branding/{theme.public_id}/export/", "download", "ghost")],
        **preview_data(request, theme, theme.draft if not given else {"values": change_from(theme, given)["values"]}),
    }
