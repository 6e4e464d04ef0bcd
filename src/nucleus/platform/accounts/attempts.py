"""Counting tries (SPEC AUTH-4): per account and network, and per network, so that nobody is locked out from
elsewhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nucleus.kernel.clock import now
from nucleus.kernel.errors import Throttled
from nucleus.kernel.text import one_line
from nucleus.platform.accounts.models import Attempt, User, UserManager
from nucleus.platform.accounts.settings import TRIES, TRIES_OF_NETWORK, WINDOW
from nucleus.platform.gate.transaction import write_transaction


def account_hash(email: str) -> str:
    """The given address as the attempts keep it: an HMAC, because it may be a mistyped password or a stranger's
    address.
    """
    return hmac.new(
        settings.SECRET_KEY.encode(), b"attempt:" + UserManager.normal(email).encode(), hashlib.sha256
    ).hexdigest()


def network_of(address: str) -> str:
    """The network that counts as one caller: an IPv4 address itself, the /64 of an IPv6 address."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return one_line(address, 45)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


def begin_attempt(email: str, address: str, agent: str) -> Attempt:
    """Notes a try before the password is looked at, so that tries at the same moment cannot pass together.

    Raises Throttled with the seconds until the next try when the account (from this network) or the network had too
    many.
    """
    attempt = Attempt(account_hash=account_hash(email), network=network_of(address), agent=one_line(agent, 200))
    with write_transaction():
        attempt.save(force_insert=True)
        wait = _wait(attempt)
        if wait:
            attempt.delete()
    if wait:
        raise Throttled(_("Too many tries. Please wait a few minutes and try again."), retry_after=wait)
    return attempt


def finish_attempt(attempt: Attempt, user: User | None, *, succeeded: bool) -> None:
    """Says how the try ended; a success clears the failures before it."""
    attempt.user, attempt.succeeded = user, succeeded
    attempt.save(update_fields=["user", "succeeded"])


def _failed(since: dt.datetime) -> QuerySet[Attempt]:
    return Attempt.objects.filter(at__gt=since, succeeded=False, released_at__isnull=True)


def _wait(attempt: Attempt) -> int:
    since = attempt.at - WINDOW.value()
    last = (
        Attempt.objects.filter(
            account_hash=attempt.account_hash, network=attempt.network, succeeded=True, pk__lt=attempt.pk
        )
        .order_by("-pk")
        .values_list("pk", flat=True)
        .first()
    )
    earlier = _failed(since).filter(network=attempt.network, pk__lt=attempt.pk)
    mine = earlier.filter(account_hash=attempt.account_hash, pk__gt=last or 0)
    return max(_until(mine, TRIES.value(), attempt.at), _until(earlier, TRIES_OF_NETWORK.value(), attempt.at))


def _until(rows: QuerySet[Attempt], limit: int, moment: dt.datetime) -> int:
    """Seconds until fewer than `limit` of the rows are inside the window; 0 where that is so already."""
    newest = list(rows.order_by("-pk").values_list("at", flat=True)[:limit])
    if len(newest) < limit:
        return 0
    return max(1, int((newest[-1] + WINDOW.value() - moment).total_seconds()) + 1)


def release(attempts: QuerySet[Attempt]) -> int:
    """Lets failed tries count no more. Answers how many."""
    return attempts.filter(succeeded=False, released_at__isnull=True).update(released_at=now())


def counting(*, email: str = "", network: str = "") -> QuerySet[Attempt]:
    """The failed tries that count now, of the address or the network or both."""
    wanted = Q()
    if email:
        wanted &= Q(account_hash=account_hash(email))
    if network:
        wanted &= Q(network=network)
    return _failed(now() - WINDOW.value()).filter(wanted)
