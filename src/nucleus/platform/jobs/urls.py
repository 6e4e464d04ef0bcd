"""Addresses of the room."""

from django.urls import path

from nucleus.platform.api.resources import api_routes
from nucleus.platform.jobs.tables import JOBS, SCHEDULES
from nucleus.platform.jobs.views import JobPage, JobProgress
from nucleus.platform.ui.routes import page_routes

urlpatterns = [
    *page_routes(SCHEDULES),
    *api_routes(SCHEDULES),
    *page_routes(JOBS, JobPage),
    *api_routes(JOBS),
    path("jobs/<str:public_id>/progress/", JobProgress.as_view(), name="progress"),
]
