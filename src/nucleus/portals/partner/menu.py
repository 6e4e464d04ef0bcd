"""The menu of partners. Entries whose page does not stand, or is not the actor's, are left out."""

from django.utils.translation import gettext_noop as _

from nucleus.portals.menus import Entry, Group, overview, services, workspace

MENU = (
    Group("", (overview("/partner/"), Entry("building-2", _("End users"), "/organizations/?tier=customer", "g e"))),
    services(_("Domains")),
    workspace(),
)
