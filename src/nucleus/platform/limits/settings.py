"""Settings of the rate limits (SPEC API-2)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.settings import setting

CARD = _("Rate limits")
MOST = 1_000_000

OF_SESSION = setting(
    "api.calls_of_session", 600, kind="number", least=10, most=MOST, group="api", card=CARD,
    label=_("Calls of a session"), help=_("In a minute, of one person in one browser."),
)  # fmt: skip
OF_NETWORK = setting(
    "api.calls_of_network", 6000, kind="number", least=10, most=MOST, group="api", card=CARD,
    label=_("Calls of a network"), help=_("In a minute, of everybody behind one address (IPv6: one /64)."),
)  # fmt: skip
OF_STRANGERS = setting(
    "api.calls_of_strangers", 120, kind="number", least=10, most=MOST, group="api", card=CARD,
    label=_("Calls of a network without sign-in"), help=_("In a minute."),
)  # fmt: skip
