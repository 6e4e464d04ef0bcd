"""Addresses of room `style`."""

from django.urls import path

from nucleus.platform.style.views import GalleryPage

urlpatterns = [path("admin/style/", GalleryPage.as_view(), name="page")]
