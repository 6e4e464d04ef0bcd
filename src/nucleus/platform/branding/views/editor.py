"""The pages of the own brand: what there is, and the editor of one design."""

from __future__ import annotations

import base64
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Invalid
from nucleus.platform.accounts.frontends import FRONTENDS
from nucleus.platform.branding.colours import contrast_report
from nucleus.platform.branding.commands import add_picture, begin_theme, change_theme
from nucleus.platform.branding.drafts import pack, resolved_draft
from nucleus.platform.branding.editing import change_from, measured, rows_of
from nucleus.platform.branding.keys import EDITS, FRONTEND_KINDS, THEME, keys_of
from nucleus.platform.branding.looks import shape_of
from nucleus.platform.branding.models import Design, DesignVersion
from nucleus.platform.branding.pictures import as_base64
from nucleus.platform.branding.queries import designs, export_of, own_organization
from nucleus.platform.branding.references import find_theme
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.parts import Act, Tab, Tag
from nucleus.platform.ui.policies import add_policy
from nucleus.platform.ui.shell import Crumb

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


class BrandPage(PageView):
    """What the own organization may design: its theme and the sign-in pages of its hosts."""

    permission = "themes.view"
    template_name = "platform/branding/brand.html"
    title = gettext_lazy("Brand")
    command = "branding.begin_theme"

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """Every kind with the state of its design."""
        owner = own_organization()
        stand = {design.kind: design for design in designs().filter(organization=owner)}
        kinds = [(kind, label_of(kind), stand.get(kind)) for kind in EDITS[owner.place.tier]]
        return {
            "sub": _("What %(name)s and everybody below it see.") % {"name": owner.name},
            "kinds": kinds,
            "may_begin": begin_theme.may(current_actor()),
        }

    def post(self, request: HttpRequest, **where: str) -> HttpResponse:
        """Begins a design and opens it."""
        made = begin_theme.submit({"kind": request.POST.get("kind", "")})
        return go(request, f"/branding/{made.public_id}/")


class EditorPage(PageView):
    """The editor: rows, preview, contrast, versions. POST stores the draft."""

    permission = "branding.change_theme"
    template_name = "platform/branding/editor.html"
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


class ExportPage(PageView):
    """The draft as a file."""

    permission = "themes.view"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """JSON with its pictures, as the import takes it."""
        theme = find_theme(where["public_id"])
        values = theme.draft.get("values", {})
        names = [values[n] for n, key in keys_of(theme.kind).items() if key.kind == "picture" and values.get(n)]
        response = JsonResponse(
            export_of(theme, as_base64(theme.organization_id, names)), json_dumps_params={"indent": 1}
        )
        response["Content-Disposition"] = f'attachment; filename="{theme.organization.slug}-{theme.kind}.json"'
        response["Cache-Control"] = "no-store"
        return response


__all__ = ["BrandPage", "EditorPage", "ExportPage"]
