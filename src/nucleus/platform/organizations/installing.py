"""Making a real installation: the superadmin, the company and its first administrator (`nucleus install`).

Nobody ships with a known password: what is not given is drawn, shown once, and has to be changed at the first sign-in.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import Invalid, Refused
from nucleus.platform.accounts.models import User, UserManager
from nucleus.platform.accounts.passwords import check_policy, random_password, set_password
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.organizations.commands.members import add_member
from nucleus.platform.organizations.names import free_slug
from nucleus.platform.tree.models import Organization, TierChoice

SUPERADMIN_PASSWORD = "NUCLEUS_SUPERADMIN_PASSWORD"  # noqa: S105 - the name of a variable
ADMIN_PASSWORD = "NUCLEUS_ADMIN_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True)
class Installation:
    """What is to be made. An empty password is drawn."""

    superadmin_email: str
    company: str
    admin_email: str
    admin_name: str = ""
    superadmin_name: str = ""
    superadmin_password: str = ""
    admin_password: str = ""


@dataclass(frozen=True, slots=True)
class Credential:
    """A sign-in that was made; `password` is empty where the caller gave it himself."""

    who: str
    email: str
    password: str
    sign_in: str


def install(wanted: Installation) -> list[Credential]:
    """Makes all three in one transaction. Raises Refused where a company exists, Invalid naming the field."""
    with system_actor("installation"), write_transaction():
        if Organization.objects.filter(tier=TierChoice.COMPANY).exists():
            raise Refused(_("This installation has its company already; nothing was changed."))
        wanted = _checked(wanted)
        company = Organization(
            tier=TierChoice.COMPANY, name=wanted.company, slug=free_slug(wanted.company, TierChoice.COMPANY)
        )
        company.save()
        root = User(email=wanted.superadmin_email, name=wanted.superadmin_name or _("Superadmin"), is_superadmin=True)
        drawn = _give_password(root, wanted.superadmin_password, "superadmin_password")
        root.save()
        admin = User(email=wanted.admin_email, name=wanted.admin_name)
        if wanted.admin_password:
            check_policy(wanted.admin_password, admin, "admin_password")
        member = add_member(
            organization=company,
            email=wanted.admin_email,
            name=wanted.admin_name,
            roles=["administrator"],
            password=wanted.admin_password,
        )
    return [
        Credential(_("Superadmin"), root.email, drawn, "/admin/sign-in/"),
        Credential(_("Administrator"), member.user.email, member.initial_password, "/company/sign-in/"),
    ]


def wanted_installation(
    given: Mapping[str, str | None],
    *,
    ask: Callable[[str], str] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Installation:
    """What options, password file and environment say; what is missing is asked for, where somebody can be asked.

    `given` holds superadmin_email, superadmin_name, company, admin_email, admin_name, password_file (two lines:
    superadmin, administrator). Raises Invalid naming every option that is missing.
    """
    environment = os.environ if environment is None else environment
    questions = {
        "superadmin_email": _("E-mail address of the superadmin"),
        "company": _("Name of the company"),
        "admin_email": _("E-mail address of the company's first administrator"),
    }
    values = {name: (given.get(name) or (ask(words) if ask else "")).strip() for name, words in questions.items()}
    missing = {name: [_("This is needed.")] for name, value in values.items() if not value}
    if missing:
        raise Invalid(missing)
    first, second = _from_file(given.get("password_file") or "")
    return Installation(
        **values,
        admin_name=given.get("admin_name") or "",
        superadmin_name=given.get("superadmin_name") or "",
        superadmin_password=first or environment.get(SUPERADMIN_PASSWORD, ""),
        admin_password=second or environment.get(ADMIN_PASSWORD, ""),
    )


def install_from_options(options: Mapping[str, Any], source: TextIO, out: TextIO) -> int:
    """`nucleus install`: asks at a terminal, else takes what is given; prints each drawn password once.

    Answers the exit status: 0 done, 1 refused, 2 something is missing or wrong.
    """

    def ask(words: str) -> str:
        out.write(f"{words}: ")
        out.flush()
        return source.readline().strip()

    given = {name: value for name, value in options.items() if isinstance(value, str)}
    try:
        made = install(wanted_installation(given, ask=ask if source.isatty() else None))
    except Refused as refused:
        out.write(f"{refused.detail}\n")
        return 1
    except Invalid as invalid:
        out.writelines(f"--{n.replace('_', '-')}: {' '.join(said)}\n" for n, said in invalid.errors.items())
        return 2
    for credential in made:
        password = credential.password or _("as you gave it")
        out.write(f"{credential.who}: {credential.email}  {password}  {credential.sign_in}\n")
    out.write(_("A password printed here is shown this once and has to be changed at the first sign-in.") + "\n")
    return 0


def _from_file(path: str) -> tuple[str, str]:
    if not path:
        return "", ""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Invalid({"password_file": [_("This file cannot be read.")]}) from None
    first, second, *_rest = [*(line.strip() for line in lines), "", ""]
    return first, second


def _checked(wanted: Installation) -> Installation:
    errors: dict[str, list[str]] = {}
    name = " ".join(wanted.company.split())
    if not name or len(name) > 120:
        errors["company"] = [_("Please give a name of at most 120 characters.")]
    addresses = {field: UserManager.normal(getattr(wanted, field)) for field in ("superadmin_email", "admin_email")}
    for field, address in addresses.items():
        try:
            validate_email(address)
        except ValidationError:
            errors[field] = [_("This is not an e-mail address.")]
    if addresses["superadmin_email"] == addresses["admin_email"]:
        errors["admin_email"] = [_("The superadmin stands outside every organization: use another address.")]
    if errors:
        raise Invalid(errors)
    return replace(wanted, company=name, admin_name=wanted.admin_name or _("Administrator"), **addresses)


def _give_password(user: User, password: str, field: str) -> str:
    """Sets the given password after the check of the policy, or a drawn one, which is answered."""
    if password:
        check_policy(password, user, field)
        set_password(user, password, chosen=True)
        return ""
    drawn = random_password()
    set_password(user, drawn, chosen=False)
    return drawn
