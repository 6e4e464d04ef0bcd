"""The menu of customers. Entries whose page does not stand, or is not the actor's, are left out."""

from django.utils.translation import gettext_noop as _

from nucleus.portals.menus import Entry, Group

SERVICES = Group(
    _("DMARC"),
    (
        Entry("shield-check", _("DMARC"), "/dmarc/", "g d"),
        Entry("globe", _("Domains"), "/dmarc/domains/"),
        Entry("scroll-text", _("Reports"), "/dmarc/reports/"),
        Entry("upload", _("Upload reports"), "/dmarc/upload/"),
        Entry("inbox", _("Received files"), "/dmarc/files/"),
        Entry("circle-help", _("Unknown domains"), "/dmarc/unknown-domains/"),
    ),
)

MENU = (
    Group("", (Entry("layout-dashboard", _("Overview"), "/customer/", "g o"),)),
    SERVICES,
    Group(
        _("Workspace"),
        (
            Entry("building", _("Our organization"), "/organization/"),
            Entry("users", _("Team and access"), "/members/", "g m"),
            Entry("monitor", _("Sessions"), "/sessions/"),
            Entry("scroll-text", _("Audit trail"), "/audit/"),
            Entry("list-checks", _("Roles"), "/roles/"),
        ),
    ),
)
