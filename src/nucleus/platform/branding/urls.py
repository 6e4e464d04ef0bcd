"""Addresses of room `branding`."""

from django.urls import path

from nucleus.platform.api.resources import api_routes
from nucleus.platform.branding.tables import THEMES
from nucleus.platform.branding.views import picture_file, theme_file

urlpatterns = [
    path("theme/picture/<str:name>", picture_file, name="picture"),
    path("theme/<slug:slug>.<slug:digest>.<slug:kind>", theme_file, name="theme"),
    *api_routes(THEMES),
]
