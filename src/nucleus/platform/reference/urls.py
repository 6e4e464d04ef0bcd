"""Addresses of room `reference`."""

from django.urls import path

from nucleus.platform.reference.views import ReferencePage, openapi

urlpatterns = [
    path("api/", ReferencePage.as_view(), name="reference"),
    path("api/openapi.json", openapi, name="openapi"),
]
