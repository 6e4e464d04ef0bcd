"""Permissions of the room."""

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.permissions import permit

OPERATORS = ("superadmin", "company.administrator")

permit("jobs.view", _("See background tasks"), OPERATORS)
permit("jobs.retry", _("Retry failed tasks"), OPERATORS)
permit("jobs.discard", _("Discard failed tasks"), OPERATORS)
