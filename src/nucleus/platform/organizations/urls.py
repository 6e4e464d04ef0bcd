"""Addresses of room `organizations`."""

from nucleus.platform.organizations import api
from nucleus.platform.organizations.tables import ORGANIZATIONS
from nucleus.platform.ui.routes import page_routes

urlpatterns = [*page_routes(ORGANIZATIONS), *api.urlpatterns]
