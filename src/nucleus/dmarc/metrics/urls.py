"""Addresses of the room."""

from django.urls import URLPattern, path

from nucleus.dmarc.metrics.api import FiguresApi
from nucleus.dmarc.metrics.tables import METRICS, METRICS_BELOW
from nucleus.dmarc.metrics.views import MetricsBelow, MetricsPage
from nucleus.platform.api.resources import api_routes

urlpatterns: list[URLPattern] = [
    path("dmarc/metrics/", MetricsPage.as_view(), name="metrics"),
    path("dmarc/metrics/<str:organization>/", MetricsBelow.as_view(), name="metrics-below"),
    path("api/crm/dmarc-metrics/figures", FiguresApi.as_view(), name="figures"),
    path("api/crm/organizations/<str:organization>/dmarc-metrics/figures", FiguresApi.as_view(), name="figures-below"),
    *api_routes(METRICS),
    *api_routes(METRICS_BELOW),
]
