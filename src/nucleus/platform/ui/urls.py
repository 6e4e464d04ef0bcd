"""Addresses of room `ui`."""

from django.urls import path

from nucleus.platform.ui.static import built_file

urlpatterns = [path("static/<str:name>", built_file, name="static")]
