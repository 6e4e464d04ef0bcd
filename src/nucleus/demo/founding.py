"""The first rows of the demo, made the way `nucleus install` makes them; and sign-ins for accounts that lost theirs."""

from __future__ import annotations

from collections.abc import Mapping

from nucleus.demo.cast import COMPANY, PEOPLE, SUPERADMIN
from nucleus.platform.accounts.models import User
from nucleus.platform.accounts.passwords import set_password
from nucleus.platform.accounts.sessions import end_other_sessions
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.organizations.commands import change_organization
from nucleus.platform.organizations.installing import Installation, install
from nucleus.platform.tree.models import Organization, TierChoice


def found_company(passwords: Mapping[str, str]) -> Organization:
    """The company of the demo, installed with superadmin and first administrator where it is missing.

    Asked for as the system.
    """
    found: Organization | None = Organization.objects.filter(tier=TierChoice.COMPANY).first()
    if found is not None:
        return found
    name, email = SUPERADMIN
    first = next(p for p in PEOPLE if (p.organization, p.role) == (COMPANY.slug, "administrator"))
    wanted = Installation(
        superadmin_email=email,
        superadmin_name=name,
        superadmin_password=passwords[email],
        company=COMPANY.name,
        admin_email=first.email,
        admin_name=first.name,
        admin_password=passwords[first.email],
    )
    with write_transaction():
        install(wanted)
        company = Organization.objects.get(tier=TierChoice.COMPANY)
        change_organization(organization=company, timezone=COMPANY.timezone, support_email=f"support@{COMPANY.domain}")
    return company  # type: ignore[no-any-return]


def renew_passwords(passwords: Mapping[str, str]) -> int:
    """Gives the accounts that stand already these passwords, and ends their sessions. Answers how many stood.

    For a demo whose list of sign-ins got lost: nobody knows the old ones any more.
    """
    with write_transaction():
        users = list(User.objects.filter(email__in=passwords))
        for user in users:
            set_password(user, passwords[user.email], chosen=True)
            user.save(update_fields=["password", "password_changed_at", "must_change_password"])
            end_other_sessions(user.pk)
    return len(users)
