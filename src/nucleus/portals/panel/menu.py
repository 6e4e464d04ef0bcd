"""The menu of the superadmin. Entries whose page does not stand, or is not the actor's, are left out."""

from django.utils.translation import gettext_noop as _

from nucleus.portals.menus import Entry, Group

MENU = (
    Group("", (Entry("layout-dashboard", _("Overview"), "/admin/", "g o"),)),
    Group(
        _("People"),
        (
            Entry("building-2", _("Organizations"), "/organizations/", "g e"),
            Entry("users", _("Members"), "/members/", "g m"),
            Entry("list-checks", _("Roles"), "/roles/"),
        ),
    ),
    Group(
        _("Security"),
        (
            Entry("monitor", _("Sessions"), "/sessions/"),
            Entry("key", _("Sign-in attempts"), "/attempts/"),
            Entry("scroll-text", _("Audit trail"), "/admin/audit/"),
            Entry("eye", _("Access journal"), "/admin/journal/"),
            Entry("shield-check", _("Checks of the audit trail"), "/admin/audit-checks/"),
        ),
    ),
    Group(
        _("System"),
        (
            Entry("settings", _("Settings"), "/settings/", "g s"),
            Entry("activity", _("Status"), "/admin/status/"),
            Entry("layers", _("Background tasks"), "/admin/jobs/"),
            Entry("clock", _("Schedule"), "/admin/schedule/"),
            Entry("chart-column", _("Statistics"), "/admin/statistics/"),
            Entry("file-text", _("Application log"), "/admin/logs/"),
            Entry("folder", _("Watched folders"), "/dmarc/folders/"),
            Entry("palette", _("Brand"), "/branding/"),
            Entry("boxes", _("Template sets"), "/admin/template-sets/"),
            Entry("palette", _("Style page"), "/admin/style/"),
            Entry("webhook", _("API reference"), "/api/"),
        ),
    ),
)
