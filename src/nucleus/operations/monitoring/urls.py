"""Addresses of the room."""

from django.urls import path

from nucleus.operations.monitoring.tables import AUDIT, AUDIT_OF_ALL, VERIFICATIONS
from nucleus.operations.monitoring.views.audit import LineOfAllPage, LinePage, VerificationPage
from nucleus.operations.monitoring.views.health import Live, Ready
from nucleus.platform.api.resources import api_routes
from nucleus.platform.ui.routes import page_routes

urlpatterns = [
    *page_routes(AUDIT, LinePage),
    *page_routes(AUDIT_OF_ALL, LineOfAllPage),
    *api_routes(AUDIT),
    *page_routes(VERIFICATIONS, VerificationPage),
    *api_routes(VERIFICATIONS),
    path("health/live", Live.as_view(), name="live"),
    path("health/ready", Ready.as_view(), name="ready"),
]
