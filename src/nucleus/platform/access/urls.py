"""Addresses of room `access`."""

from django.urls import path

from nucleus.platform.access.views import Roles, RolesApi

urlpatterns = [
    path("roles/", Roles.as_view(), name="roles"),
    path("admin/roles/", Roles.as_view(), name="admin-roles"),
    path("api/crm/roles", RolesApi.as_view(), name="roles-api"),
]
