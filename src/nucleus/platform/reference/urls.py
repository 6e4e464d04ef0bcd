"""Addresses of room `reference`."""

from django.urls import path

from nucleus.platform.reference.views import openapi

urlpatterns = [path("api/openapi.json", openapi, name="openapi")]
