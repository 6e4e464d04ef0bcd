"""When the data on sending addresses counts as old."""

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.settings import setting

OLD_AFTER = setting(
    "enrichment.old_after_days",
    60,
    kind="number",
    group="dmarc",
    card=_("Countries and senders"),
    label=_("Address data is old after"),
    help=_("The status page then asks for newer files: put them into enrichment/incoming of the data folder."),
    unit="days",
    least=7,
    most=3700,
)
