"""The page of what there is to design, and the export of one design."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import current_actor
from nucleus.platform.branding.commands import begin_theme
from nucleus.platform.branding.keys import EDITS, keys_of
from nucleus.platform.branding.pictures import as_base64
from nucleus.platform.branding.queries import designs, export_of, own_organization
from nucleus.platform.branding.references import find_theme
from nucleus.platform.studio.pane import label_of
from nucleus.platform.ui.pages import PageView, go


class BrandPage(PageView):
    """What the own organization may design: its theme and the sign-in pages of its hosts."""

    permission = "themes.view"
    template_name = "platform/studio/brand.html"
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
