"""Addresses of room `api`: the document, and the end of the road for everything under `/api/` that no room claimed.

`config/urls.py` mounts upper rooms first, so this room's catch-all comes after all of theirs.
"""

from django.urls import path

from nucleus.platform.api.document import nothing_here, openapi

urlpatterns = [
    path("api/openapi.json", openapi, name="openapi"),
    path("api/", nothing_here),
    path("api/<path:rest>", nothing_here),
]
