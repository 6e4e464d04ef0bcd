"""Addresses of the room."""

from django.urls import path

from nucleus.operations.vitals.tables import LOGS, SENSORS, STATISTICS
from nucleus.operations.vitals.views.logs import LogPage
from nucleus.operations.vitals.views.statistics import StatisticsPage
from nucleus.operations.vitals.views.status import SensorPage, StatusPage, public_status
from nucleus.platform.api.resources import api_routes
from nucleus.platform.ui.routes import page_routes

urlpatterns = [
    *page_routes(SENSORS),
    *api_routes(SENSORS),
    *page_routes(LOGS, LogPage),
    *api_routes(LOGS),
    path("admin/statistics/", StatisticsPage.as_view(), name="statistics"),
    *page_routes(STATISTICS),
    *api_routes(STATISTICS),
    path("admin/status/", StatusPage.as_view(), name="status"),
    path("admin/status/<str:name>/", SensorPage.as_view(), name="status-sensor"),
    path("status/", public_status, name="public-status"),
]
