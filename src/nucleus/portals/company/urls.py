"""Addresses of room `company`."""

from django.urls import path
from django.utils.translation import gettext_noop as _

from nucleus.portals.company.cards import CARDS, FIGURES
from nucleus.portals.overview import OverviewPage


class CompanyOverview(OverviewPage):
    """The first page of the company's own people."""

    tier = "company"
    figures = FIGURES
    cards = CARDS
    offers = (("plus", _("Add organization"), "/organizations/add/"),)


urlpatterns = [path("company/", CompanyOverview.as_view(), name="overview")]
