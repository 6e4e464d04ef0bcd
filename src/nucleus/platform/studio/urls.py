"""Addresses of room `studio`."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nucleus.platform.api.tables import as_route
from nucleus.platform.studio import api
from nucleus.platform.studio.set_rows import PAGE, SETS
from nucleus.platform.studio.views.acts import ActPage, ImportPage
from nucleus.platform.studio.views.brand import BrandPage, ExportPage
from nucleus.platform.studio.views.editor import EditorPage
from nucleus.platform.studio.views.preview import FramePage, PanePage, StylesheetPage
from nucleus.platform.studio.views.sets import SetAct, SetPage, SetsPage

ONE = "branding/<str:public_id>/"


def act(word: str, done: Any, fields: tuple[str, ...] = (), page: type[ActPage] = ActPage) -> Any:
    """The address of a button."""
    command = f"branding.{word}_theme"
    view = page.as_view(permission=command, command=command, fields=fields, done=done)
    return path(f"{ONE}{word}/", view, name=f"branding-{word}")


SET = f"{as_route(PAGE)}<str:public_id>/"

urlpatterns = [
    path(as_route(PAGE), SetsPage.as_view(), name="template-sets"),
    path(SET, SetPage.as_view(), name="template-set"),
    *(
        path(
            f"{SET}{offer.path}/",
            SetAct.as_view(act=offer, permission=offer.command, command=offer.command, title=offer.label),
            name=f"template-set-{offer.path}",
        )
        for offer in SETS.row_acts()
    ),
    *api.urlpatterns,
    path("branding/", BrandPage.as_view(), name="branding"),
    path(ONE, EditorPage.as_view(), name="branding-editor"),
    path(f"{ONE}export/", ExportPage.as_view(), name="branding-export"),
    path(f"{ONE}pane/", PanePage.as_view(), name="branding-pane"),
    path(f"{ONE}preview/<str:page>/", FramePage.as_view(), name="branding-frame"),
    path(f"{ONE}preview.css", StylesheetPage.as_view(), name="branding-stylesheet"),
    act("publish", _("Published. Everybody sees it from now on."), ("note",)),
    act("undo", _("The last change is taken back.")),
    act("restore", _("The draft is what that version was."), ("number",)),
    act("reset", _("The draft inherits everything.")),
    act("import", _("The file is the draft now."), page=ImportPage),
]
