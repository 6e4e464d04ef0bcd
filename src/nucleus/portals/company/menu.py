"""The menu of the company's own people. Entries whose page does not stand, or is not the actor's, are left out."""

from django.utils.translation import gettext_noop as _

from nucleus.portals.menus import Entry, Group, overview, services, workspace

MENU = (
    Group("", (overview("/company/"), Entry("building-2", _("Organizations"), "/organizations/", "g e"))),
    services(_("Own domains"), metrics=True, folders=True),
    workspace(attempts=True),
    Group(
        _("System"),
        (
            Entry("activity", _("Status"), "/admin/status/"),
            Entry("layers", _("Background tasks"), "/admin/jobs/"),
            Entry("clock", _("Schedule"), "/admin/schedule/"),
            Entry("chart-column", _("Statistics"), "/admin/statistics/"),
            Entry("file-text", _("Application log"), "/admin/logs/"),
            Entry("shield-check", _("Checks of the audit trail"), "/admin/audit-checks/"),
            Entry("boxes", _("Template sets"), "/admin/template-sets/"),
            Entry("palette", _("Style page"), "/admin/style/"),
        ),
    ),
)
