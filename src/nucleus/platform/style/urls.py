"""Addresses of room `style`."""

from django.urls import path

from nucleus.platform.style.views import GalleryPage, HeadsPage

urlpatterns = [
    path("admin/style/", GalleryPage.as_view(), name="page"),
    path("admin/style/heads/", HeadsPage.as_view(), name="heads"),
]
