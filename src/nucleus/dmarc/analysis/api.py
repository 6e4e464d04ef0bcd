"""The API of domains, reports and metrics."""

from __future__ import annotations

from django.urls import URLPattern

from nucleus.dmarc.analysis.tables.details import (
    COUNTRIES,
    DAYS,
    RECORDS,
    REPORT_RECORDS,
    REPORTERS,
    REPORTS,
    SOURCES,
)
from nucleus.dmarc.analysis.tables.domains import DOMAINS
from nucleus.platform.api.resources import api_routes

TABLES = (DOMAINS, DAYS, SOURCES, RECORDS, REPORTERS, COUNTRIES, REPORTS, REPORT_RECORDS)

urlpatterns: list[URLPattern] = [route for table in TABLES for route in api_routes(table)]
