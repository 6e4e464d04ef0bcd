"""How long logs and figures are kept, and what counts as slow."""

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.settings import setting

LOG_DAYS = setting(
    "vitals.log_days",
    14,
    kind="number",
    group="monitoring",
    label=_("Keep log lines"),
    help=_("Older lines of the application's log are forgotten every night."),
    unit="days",
    least=1,
    most=400,
)
STATISTICS_DAYS = setting(
    "vitals.statistics_days",
    400,
    kind="number",
    group="monitoring",
    label=_("Keep statistics"),
    help=_("Hourly figures and the history of the sensors."),
    unit="days",
    least=31,
    most=3700,
)
SLOW = setting(
    "vitals.slow_milliseconds",
    2000,
    kind="number",
    group="monitoring",
    label=_("A request is slow after"),
    help=_("Slow requests leave a line in the log."),
    unit=_("milliseconds"),
    least=100,
    most=60000,
)
