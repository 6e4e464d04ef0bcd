"""Addresses of room `organizations`."""

from nucleus.platform.organizations import api

urlpatterns = [*api.urlpatterns]
