"""Addresses of room `distributor`."""

from django.urls import path
from django.utils.translation import gettext_noop as _

from nucleus.portals.distributor.cards import CARDS, FIGURES
from nucleus.portals.overview import OverviewPage


class DistributorOverview(OverviewPage):
    """The first page of distributors."""

    tier = "distributor"
    figures = FIGURES
    cards = CARDS
    offers = (("plus", _("Add partner"), "/organizations/add/"),)


urlpatterns = [path("distributor/", DistributorOverview.as_view(), name="overview")]
