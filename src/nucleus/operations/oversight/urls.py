"""Addresses of the room."""

from nucleus.operations.oversight.tables import JOURNAL, JOURNAL_OF_ALL
from nucleus.platform.api.resources import api_routes
from nucleus.platform.ui.routes import page_routes

urlpatterns = [*page_routes(JOURNAL), *page_routes(JOURNAL_OF_ALL), *api_routes(JOURNAL)]
