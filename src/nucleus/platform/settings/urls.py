"""Addresses of the room."""

from django.urls import path

from nucleus.platform.api.resources import api_routes
from nucleus.platform.settings import api
from nucleus.platform.settings.tables import HISTORY
from nucleus.platform.settings.transfer_views import ExportFile, ImportPage
from nucleus.platform.settings.views import GroupPage, Home, KeyAct
from nucleus.platform.ui.routes import page_routes

ACTS = [
    path(
        f"settings/{act}/",
        KeyAct.as_view(act=f"settings.{act}", permission=f"settings.{act}", command=f"settings.{act}"),
        name=act,
    )
    for act in ("reset", "lock", "unlock")
]

urlpatterns = [
    path("settings/", Home.as_view(), name="settings"),
    *page_routes(HISTORY),
    path("settings/export/", ExportFile.as_view(), name="export"),
    path("settings/import/", ImportPage.as_view(), name="import"),
    *ACTS,
    path("settings/<slug:group>/", GroupPage.as_view(), name="group"),
    *api_routes(HISTORY),
    *api.urlpatterns,
]
