"""Addresses of the room."""

from django.urls import path

from nucleus.operations.monitoring.views import Live, Ready

urlpatterns = [
    path("health/live", Live.as_view(), name="live"),
    path("health/ready", Ready.as_view(), name="ready"),
]
