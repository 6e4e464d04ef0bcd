"""Export as a file, and import in two steps: first what would change, then the change."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import current_actor
from nucleus.kernel.clock import today
from nucleus.kernel.errors import Invalid
from nucleus.platform.settings.commands import import_settings
from nucleus.platform.settings.documents import export_document, import_differences
from nucleus.platform.settings.levels import own_level
from nucleus.platform.settings.views import HOME, SettingsPage
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.shell import Crumb

LARGEST = 1_000_000  # bytes of a document


class ExportFile(PageView):
    """The own values and locks of the level as a JSON file."""

    permission = "settings.view"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The file."""
        text = orjson.dumps(export_document(own_level()), option=orjson.OPT_INDENT_2)
        name = f"settings-{today():%Y-%m-%d}.json"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(text, content_type="application/json", headers=headers)


class ImportPage(SettingsPage):
    """An exported document: shown as a difference first, taken over when that is confirmed."""

    permission = "settings.import"
    command = "settings.import"
    template_name = "platform/settings/import.html"
    title = gettext_lazy("Import settings")
    page_class = "narrow"

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The empty form."""
        return {"crumbs": [Crumb(_("Settings"), HOME), Crumb(_("Import"))]}

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Shows the difference, or takes the document over."""
        import_settings.allow(current_actor(), {})
        text = _document_text(request)
        try:
            document = _parsed(text)
            found = import_differences(own_level(), document)
            if request.POST.get("then") == "import":
                import_settings.submit({"document": document})
                return go(request, HOME, _("Imported."))
        except Invalid as error:
            said = [f"{path.removeprefix('document.')}: {m}" for path, more in error.errors.items() for m in more]
            return self.render(request, {**self.page_data(request), "text": text, "errors": said}, status=422)
        return self.render(request, {**self.page_data(request), "text": text, "differences": found, "shown": True})


def _document_text(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    if file is not None and (file.size or 0) <= LARGEST:
        return str(file.read().decode("utf-8", "replace"))
    return request.POST.get("document", "")[:LARGEST]


def _parsed(text: str) -> dict[str, Any]:
    try:
        found = orjson.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Invalid({"document": [_("This is no JSON object.")]})
    return found
