"""Addresses of room `personal`."""

from django.urls import path

from nucleus.platform.api.resources import api_routes
from nucleus.platform.personal.tables import LISTS, VIEWS
from nucleus.platform.personal.views import ListDoor, ViewPage, ViewsPage
from nucleus.platform.ui.routes import page_routes

urlpatterns = [
    path("lists/<str:table>/<str:act>/", ListDoor.as_view(), name="keep"),
    *page_routes(VIEWS, ViewPage, ViewsPage),
    *api_routes(VIEWS),
    *api_routes(LISTS),
]
