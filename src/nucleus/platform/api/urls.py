"""The end of the road for everything under `/api/` that no room claimed.

`config/urls.py` mounts upper rooms first, so this room's catch-all comes after all of theirs.
"""

from django.urls import path

from nucleus.platform.api.views import nothing_here

urlpatterns = [path("api/<path:rest>", nothing_here)]
