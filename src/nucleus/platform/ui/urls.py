"""Addresses of room `ui`."""

from django.urls import path

from nucleus.platform.ui.static import built_file
from nucleus.platform.ui.undo import UndoPage

urlpatterns = [
    path("static/<str:name>", built_file, name="static"),
    path("undo/", UndoPage.as_view(), name="undo"),
]
