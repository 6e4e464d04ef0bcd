"""Addresses of room `partner`."""

from django.urls import path
from django.utils.translation import gettext_noop as _

from nucleus.portals.overview import OverviewPage
from nucleus.portals.partner.cards import CARDS, FIGURES


class PartnerOverview(OverviewPage):
    """The first page of partners."""

    tier = "partner"
    figures = FIGURES
    cards = CARDS
    offers = (("upload", _("Upload reports"), "/dmarc/upload/"), ("plus", _("Add end user"), "/organizations/add/"))


urlpatterns = [path("partner/", PartnerOverview.as_view(), name="overview")]
