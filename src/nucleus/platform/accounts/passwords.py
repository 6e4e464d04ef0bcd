"""Passwords: the policy (SPEC AUTH-6), random ones, and checking in the same time whether an account exists or not."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import get_password_validators, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nucleus.kernel.clock import now
from nucleus.kernel.errors import Invalid
from nucleus.platform.accounts.models import User
from nucleus.platform.accounts.settings import LONG, MIXED, SHORTEST

LIMIT = 200  # characters; hashing is not a way to keep the server busy
ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that reads like something else


class MixedValidator:
    """Upper and lower case and a digit, unless the password is long; at least as long as the policy says."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with what is missing."""
        shortest = SHORTEST.value()
        if len(password) < shortest:
            raise ValidationError(
                ngettext("Use at least %(n)d character.", "Use at least %(n)d characters.", shortest) % {"n": shortest}
            )
        if len(password) > LIMIT:
            raise ValidationError(_("Use at most %(n)d characters.") % {"n": LIMIT})
        mixed = any(map(str.isupper, password)) and any(map(str.islower, password)) and any(map(str.isdigit, password))
        if MIXED.value() and len(password) < LONG.value() and not mixed:
            raise ValidationError(
                _("Use upper case, lower case and a digit, or make it %(n)d characters long.") % {"n": LONG.value()}
            )

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        shortest = SHORTEST.value()
        if not MIXED.value() or shortest >= LONG.value():
            return ngettext("At least %(n)d character.", "At least %(n)d characters.", shortest) % {"n": shortest}
        return _(
            "At least %(shortest)d characters with upper case, lower case and a digit, "
            "or at least %(long)d characters of any kind."
        ) % {"shortest": shortest, "long": LONG.value()}


VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{__name__}.MixedValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]


def check_policy(password: str, user: User, field: str = "new_password") -> None:
    """Raises Invalid with every sentence that the password breaks."""
    try:
        validate_password(password, user, get_password_validators(VALIDATORS))
    except ValidationError as error:
        raise Invalid({field: list(error.messages)}) from None


def random_password() -> str:
    """Four groups of four, 92 bits, to be read out over the phone."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def set_password(user: User, password: str, *, chosen: bool) -> None:
    """Puts the hash on the (unsaved) user; a password that was not chosen by its owner must be changed at the first
    sign-in.
    """
    user.password = make_password(password)
    user.password_changed_at = now()
    user.must_change_password = not chosen


def password_fits(user: User | None, password: str) -> bool:
    """Whether it is the account's password; one Argon2 computation in any case, also without an account."""
    tried = password if len(password) <= LIMIT else ""
    if user is None:
        make_password(tried)
        return False
    return user.check_password(tried) and bool(tried) and user.is_active
