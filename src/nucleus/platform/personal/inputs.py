"""What the commands on views take."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.platform.api.inputs import Input
from nucleus.platform.listing.kept import SIZES
from nucleus.platform.personal.models import Density

MOST_COLUMNS = 40

HIDDEN = {"kind": "hidden"}


def columns_field() -> serializers.ListField:
    """Keys of columns, in the order in which they are shown; an empty list means those of the list."""
    return serializers.ListField(
        child=serializers.CharField(max_length=60), label=_("Columns"), required=False, max_length=MOST_COLUMNS
    )


class SaveViewInput(Input):
    """A view under a name; the own one of that name is replaced."""

    table = serializers.CharField(max_length=80, label=_("List"), help_text=_("Name of the list."))
    name = serializers.CharField(max_length=60, label=_("Name"))
    query = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, label=_("Filters"),
        help_text=_("Filters, search and sort as they stand in the address of the list."),
    )  # fmt: skip
    columns = columns_field()


class ChangeViewInput(Input):
    """What is left out stays."""

    name = serializers.CharField(max_length=60, required=False, label=_("Name"))
    query = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, label=_("Filters"),
        help_text=_("Filters, search and sort as they stand in the address of the list."),
    )  # fmt: skip
    columns = columns_field()


class KeepInput(Input):
    """What a person keeps for a list; what is left out stays."""

    table = serializers.CharField(max_length=80, label=_("List"))
    columns = columns_field()
    size = serializers.ChoiceField([(n, str(n)) for n in SIZES], required=False, label=_("Rows on a page"))
    density = serializers.ChoiceField(Density.choices, required=False, label=_("Rows"))
    start = serializers.CharField(
        max_length=24, required=False, allow_blank=True, label=_("Opens with"), help_text=_("A view, or nothing.")
    )
    hint = serializers.CharField(max_length=60, required=False, label=_("Hint"), help_text=_("One that was read."))
