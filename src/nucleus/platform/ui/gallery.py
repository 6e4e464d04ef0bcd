"""The living style page: every component in all its states, in the person's theme and mode. The pictures of it are the
visual test of the product.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nucleus.platform.ui import gallery_data as data
from nucleus.platform.ui.charts import world
from nucleus.platform.ui.shell import Crumb, appearance


@require_safe
def gallery(request: HttpRequest, extra: dict[str, object] | None = None) -> HttpResponse:
    """The page. `extra` is the frame's context of the caller; without it an invented frame is shown."""
    if request.GET.get("part") == "map":
        return HttpResponse(world(data.COUNTRIES, _("Messages by country"), _("Messages"), marked=("BR",)))
    own: dict[str, object] = {"frame": data.FRAME, "brand": data.FRAME.brand, **appearance(request)}
    context = {
        "title": _("Style"),
        "crumbs": [Crumb(_("Style"))],
        **data.everything(request.path),
        **(own if extra is None else extra),
    }
    return render(request, "ui/gallery.html", context)
