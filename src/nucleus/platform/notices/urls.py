"""Addresses of room `notices`."""

from django.urls import path

from nucleus.platform.notices import api
from nucleus.platform.notices.tables import NOTICES
from nucleus.platform.notices.views import ForgetChoice, NoticesPage, OpenNotice, Preferences, ReadAll
from nucleus.platform.ui.routes import page_routes

urlpatterns = [
    path("notices/read-all/", ReadAll.as_view(), name="read-all"),
    path("notices/preferences/", Preferences.as_view(), name="preferences"),
    path("notices/preferences/forget/", ForgetChoice.as_view(), name="forget-choice"),
    *page_routes(NOTICES, OpenNotice, NoticesPage),
    *api.urlpatterns,
]
