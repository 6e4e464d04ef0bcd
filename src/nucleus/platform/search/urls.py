"""Addresses of the room."""

from django.urls import URLPattern, path

from nucleus.platform.search.api import SearchApi
from nucleus.platform.search.views import PaletteRecents, PaletteResults, Search

urlpatterns: list[URLPattern] = [
    path("search/", Search.as_view(), name="search"),
    path("search/options/", PaletteResults.as_view(), name="options"),
    path("search/recent/", PaletteRecents.as_view(), name="recent"),
    path("api/crm/search", SearchApi.as_view(), name="api"),
]
