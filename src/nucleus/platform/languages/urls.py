"""Addresses of room `languages`."""

from django.urls import path

from nucleus.platform.languages.views import choose

urlpatterns = [path("language/<slug:code>/", choose, name="language")]
