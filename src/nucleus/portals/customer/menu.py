"""The menu of customers. Entries whose page does not stand, or is not the actor's, are left out."""

from django.utils.translation import gettext_noop as _

from nucleus.portals.menus import Group, overview, services, workspace

MENU = (Group("", (overview("/customer/"),)), services(_("Domains")), workspace())
