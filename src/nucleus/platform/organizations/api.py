"""The API of organizations."""

from __future__ import annotations

from nucleus.platform.api.resources import api_routes
from nucleus.platform.organizations.tables import ORGANIZATIONS

urlpatterns = api_routes(ORGANIZATIONS)
