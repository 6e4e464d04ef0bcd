"""The menu of the company's own people. Entries whose page does not stand, or is not the actor's, are left out."""

from django.utils.translation import gettext_noop as _

from nucleus.portals.menus import Entry, Group

SERVICES = Group(
    _("DMARC"),
    (
        Entry("shield-check", _("DMARC"), "/dmarc/", "g d"),
        Entry("chart-column", _("Metrics"), "/dmarc/metrics/"),
        Entry("globe", _("Own domains"), "/dmarc/domains/"),
        Entry("scroll-text", _("Reports"), "/dmarc/reports/"),
        Entry("upload", _("Upload reports"), "/dmarc/upload/"),
        Entry("inbox", _("Received files"), "/dmarc/files/"),
        Entry("circle-help", _("Unknown domains"), "/dmarc/unknown-domains/"),
        Entry("folder", _("Watched folders"), "/dmarc/folders/"),
    ),
)

MENU = (
    Group(
        "",
        (
            Entry("layout-dashboard", _("Overview"), "/company/", "g o"),
            Entry("building-2", _("Organizations"), "/organizations/", "g e"),
        ),
    ),
    SERVICES,
    Group(
        _("Workspace"),
        (
            Entry("building", _("Our organization"), "/organization/"),
            Entry("users", _("Team and access"), "/members/", "g m"),
            Entry("monitor", _("Sessions"), "/sessions/"),
            Entry("key", _("Sign-in attempts"), "/attempts/"),
            Entry("scroll-text", _("Audit trail"), "/audit/"),
            Entry("list-checks", _("Roles"), "/roles/"),
        ),
    ),
    Group(
        _("System"),
        (
            Entry("activity", _("Background tasks"), "/admin/jobs/"),
            Entry("palette", _("Style page"), "/admin/style/"),
        ),
    ),
)
