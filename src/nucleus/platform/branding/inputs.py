"""What the commands on designs take. The fields of the values are made from the declared keys."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.platform.api.inputs import Input, LongText, TenantReference
from nucleus.platform.branding.keys import ALL_KEYS, KINDS, Key
from nucleus.platform.tree.models import Organization

NOT_A_COLOUR = _("This is not a colour like #3350d8.")
PICTURE = r"^[0-9a-f]{16}\.(png|svg)\Z"
PICTURES = tuple(name for name, key in ALL_KEYS.items() if key.kind == "picture")


def field_of(key: Key) -> Any:
    """The field that checks a value of the key."""
    options: dict[str, Any] = {"label": key.label, "required": False, "help_text": key.help}
    blank: dict[str, Any] = {"allow_blank": True}
    if key.kind == "switch":
        return serializers.BooleanField(**options)
    if key.kind == "choice":
        return serializers.ChoiceField(choices=key.choices, **options)  # "" is among the choices where it may be
    if key.kind == "colour":
        said: Any = {"invalid": NOT_A_COLOUR}
        empty: dict[str, Any] = {} if key.default else blank
        return serializers.RegexField(r"^#[0-9a-fA-F]{6}\Z", max_length=7, error_messages=said, **options, **empty)
    if key.kind == "picture":
        return serializers.RegexField(PICTURE, max_length=20, **options, **blank)
    if key.kind == "address":
        pattern = r"^https://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s\"<>]*)?\Z"
        said = {"invalid": _("This is not an address like https://www.example.com/privacy.")}
        return serializers.RegexField(pattern, max_length=key.limit, error_messages=said, **options, **blank)
    if key.kind == "set":
        return serializers.RegexField(r"^[a-z0-9][a-z0-9-]*\Z", max_length=key.limit, **options, **blank)
    if key.kind == "email":
        return serializers.EmailField(max_length=key.limit, **options, **blank)
    made = LongText if key.kind == "lines" else serializers.CharField
    return made(max_length=key.limit, **options, **blank)


_FIELDS = {name: field_of(key) for name, key in ALL_KEYS.items()}
_META: Any = type(Input)
ValuesInput: Any = _META("DesignValues", (Input,), _FIELDS)


class BeginInput(Input):
    """Which design is begun; without an organization, the own one's (for the superadmin the platform's)."""

    kind = serializers.ChoiceField(label=_("Kind"), choices=KINDS, default="theme")
    organization = TenantReference(Organization, label=_("Organization"), required=False)


def _names(label: Any) -> Any:
    return serializers.ListField(
        label=label, child=serializers.ChoiceField(choices=list(ALL_KEYS)), max_length=len(ALL_KEYS), required=False
    )


class ChangeInput(Input):
    """Own values, keys that go back to being inherited, and the keys that those below may not change."""

    values = ValuesInput(required=False)
    inherit = _names(_("Inherited"))
    locked = _names(_("Locked for those below"))


class PublishInput(Input):
    """A word on what changed."""

    note = serializers.CharField(label=_("What changed"), max_length=120, required=False, allow_blank=True, default="")


class RestoreInput(Input):
    """The version to go back to; 0 is the published one."""

    number = serializers.IntegerField(label=_("Version"), min_value=0, max_value=1_000_000)


class PictureInput(Input):
    """A picture for a key, as base64: PNG, JPEG, WebP, GIF or SVG. What is served is made anew from it."""

    key = serializers.ChoiceField(label=_("Key"), choices=PICTURES)
    content = serializers.CharField(label=_("Picture"), max_length=4_000_000)


class ImportInput(Input):
    """A design as it was exported."""

    format = serializers.ChoiceField(label=_("Format"), choices=["nucleus-design-1"])
    kind = serializers.ChoiceField(label=_("Kind"), choices=KINDS)
    values = ValuesInput(required=False)
    locked = _names(_("Locked for those below"))
    pictures = serializers.DictField(
        label=_("Pictures"), child=serializers.CharField(max_length=4_000_000), required=False
    )
