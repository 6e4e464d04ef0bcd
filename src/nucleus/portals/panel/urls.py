"""Addresses of room `panel`."""

from django.urls import path
from django.utils.translation import gettext_noop as _

from nucleus.portals.overview import OverviewPage
from nucleus.portals.panel.cards import CARDS, FIGURES


class PanelOverview(OverviewPage):
    """The first page of the superadmin."""

    tier = ""
    figures = FIGURES
    cards = CARDS
    offers = (("plus", _("Add organization"), "/organizations/add/"),)


urlpatterns = [path("admin/", PanelOverview.as_view(), name="overview")]
