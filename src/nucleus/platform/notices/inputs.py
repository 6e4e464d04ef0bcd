"""What the commands on notices take."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.kernel.notices import GROUPS
from nucleus.platform.api.inputs import Input
from nucleus.platform.notices.models import Timing
from nucleus.platform.notices.settings import CLOCK, NOT_CLOCK, WEEKDAYS


def _clock(label: Any) -> serializers.RegexField:
    return serializers.RegexField(
        rf"^(?:{CLOCK.pattern})\Z", max_length=5, required=False, label=label, style={"type": "time", "required": True},
        error_messages={"invalid": NOT_CLOCK},
    )  # fmt: skip


class ChooseInput(Input):
    """How and when one wants to be told; what is left out stays. `page_…` and `mail_…` stand for each group."""

    def get_fields(self) -> dict[str, Any]:
        """The fields below, behind two for each group."""
        found: dict[str, Any] = {}
        for key, group in GROUPS.items():
            found[f"page_{key}"] = serializers.BooleanField(
                required=False, label=_("%(group)s: on the page") % {"group": group.label}
            )
            found[f"mail_{key}"] = serializers.BooleanField(
                required=False, label=_("%(group)s: by mail") % {"group": group.label}
            )
        return {**found, **super().get_fields()}

    timing = serializers.ChoiceField(Timing.choices, required=False, label=_("Mail is sent"), style={"required": True})
    digest_hour = serializers.IntegerField(
        min_value=0,
        max_value=23,
        required=False,
        label=_("Hour of the summary"),
        style={"unit": _("o'clock"), "required": True},
    )
    digest_day = serializers.ChoiceField(
        WEEKDAYS, required=False, label=_("Day of the weekly summary"), style={"required": True}
    )
    is_quiet = serializers.BooleanField(
        required=False, label=_("Quiet hours"), style={"kind": "switch"},
        help_text=_("Mails wait until they end; urgent ones about your account do not."),
    )  # fmt: skip
    quiet_from = _clock(_("From"))
    quiet_to = _clock(_("To"))
    quiet_days = serializers.MultipleChoiceField(
        choices=WEEKDAYS, required=False, allow_empty=False, label=_("Days on which they begin")
    )
