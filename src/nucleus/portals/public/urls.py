"""Addresses of room `public`."""

from django.urls import path

from nucleus.portals.public.views import favicon, front_page, robots

urlpatterns = [
    path("", front_page, name="front"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
]
