"""Addresses of the room."""

from django.urls import URLPattern, path

from nucleus.platform.search.api import SearchApi
from nucleus.platform.search.views import PaletteResults, Search

urlpatterns: list[URLPattern] = [
    path("search/", Search.as_view(), name="search"),
    path("search/options/", PaletteResults.as_view(), name="options"),
    path("api/crm/search", SearchApi.as_view(), name="api"),
]
