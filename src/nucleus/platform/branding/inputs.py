"""What the command on themes takes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.platform.accounts.frontends import FRONTENDS
from nucleus.platform.api.inputs import Input, list_of
from nucleus.platform.branding.colours import FONTS, RADII, SIDEBARS


class SignInTexts(Input):
    """The texts of one sign-in page; an empty one means: as the product has it."""

    frontend = serializers.ChoiceField(label=_("Portal"), choices=[key for key in FRONTENDS if key])
    heading = serializers.CharField(label=_("Heading"), max_length=80, required=False, allow_blank=True)
    text = serializers.CharField(label=_("Text"), max_length=200, required=False, allow_blank=True)
    lede = serializers.CharField(label=_("Line under “Sign in”"), max_length=120, required=False, allow_blank=True)


class ThemeInput(Input):
    """A look: colour, font, corners, sidebar, name, mark and texts. What is left out stays."""

    seed = serializers.RegexField(
        r"^#[0-9a-fA-F]{6}$", label=_("Brand colour"), help_text=_("As #3350d8."), max_length=7, required=False
    )
    font = serializers.ChoiceField(label=_("Font"), choices=list(FONTS), required=False)
    radius = serializers.ChoiceField(label=_("Corners"), choices=list(RADII), required=False)
    sidebar = serializers.ChoiceField(label=_("Sidebar"), choices=list(SIDEBARS), required=False)
    brand_name = serializers.CharField(label=_("Brand name"), max_length=60, required=False, allow_blank=True)
    initials = serializers.CharField(label=_("Initials"), max_length=2, required=False, allow_blank=True)
    support_line = serializers.CharField(label=_("Support line"), max_length=120, required=False, allow_blank=True)
    texts = list_of(SignInTexts, most=5, required=False)
    is_published = serializers.BooleanField(label=_("Published"), required=False)
