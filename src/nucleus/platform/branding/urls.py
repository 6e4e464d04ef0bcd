"""Addresses of room `branding`."""

from django.urls import path

from nucleus.platform.branding.views import theme_file

urlpatterns = [path("theme/<slug:slug>.<slug:digest>.<slug:kind>", theme_file, name="theme")]
