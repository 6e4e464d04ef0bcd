"""The two rows that stand before any command can run: the company and the superadmin."""

from __future__ import annotations

from nucleus.demo.cast import COMPANY, SUPERADMIN
from nucleus.platform.accounts.models import User
from nucleus.platform.accounts.passwords import set_password
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.tree.models import Organization


def found_company(passwords: dict[str, str]) -> Organization:
    """The company of the demo, made with its superadmin where it is missing. Asked for as the system."""
    with write_transaction():
        name, email = SUPERADMIN
        if not User.objects.filter(email=email).exists():
            user = User(email=email, name=name, is_superadmin=True)
            set_password(user, passwords[email], chosen=True)
            user.save()
        company: Organization | None = Organization.objects.filter(tier=COMPANY.tier).first()
        if company is None:
            company = Organization(
                tier=COMPANY.tier.value,
                name=COMPANY.name,
                slug=COMPANY.slug,
                timezone=COMPANY.timezone,
                support_email=f"support@{COMPANY.domain}",
            )
            company.save()
    return company
