"""How long the access journal is kept."""

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.settings import setting

JOURNAL_DAYS = setting(
    "journal.days",
    400,
    kind="number",
    group="monitoring",
    label=_("Keep the access journal"),
    help=_("Lines on who looked at personal and DMARC detail; older ones are forgotten every night."),
    unit="days",
    least=30,
    most=3700,
)
