"""Addresses of room `postroom`."""

from nucleus.operations.postroom.tables import MAILS
from nucleus.platform.api.resources import api_routes
from nucleus.platform.ui.routes import page_routes

urlpatterns = [*page_routes(MAILS), *api_routes(MAILS)]
