"""Addresses of room `customer`."""

from django.urls import path
from django.utils.translation import gettext_noop as _

from nucleus.portals.customer.cards import CARDS, FIGURES
from nucleus.portals.overview import OverviewPage


class CustomerOverview(OverviewPage):
    """The first page of customers."""

    tier = "customer"
    figures = FIGURES
    cards = CARDS
    offers = (("upload", _("Upload reports"), "/dmarc/upload/"),)


urlpatterns = [path("customer/", CustomerOverview.as_view(), name="overview")]
