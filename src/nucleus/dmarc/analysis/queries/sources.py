"""Who sends: addresses and named senders of a domain, with how their mail fared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, FloatField, QuerySet, Sum, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.analysis.period import Period
from nucleus.dmarc.rollups.models import SourceDay

STATUS = (
    ("aligned", _("Aligned")),
    ("dkim", _("DKIM only")),
    ("spf", _("SPF only")),
    ("forwarded", _("Forwarded")),
    ("mixed", _("Partly failing")),
    ("failing", _("Failing")),
)
TONES = {"aligned": "ok", "dkim": "warn", "spf": "warn", "forwarded": "", "mixed": "warn", "failing": "bad"}
GOOD = 0.98  # share of passing mail from which a source counts as aligned


def _share(of: Any) -> Any:
    return Cast(of, FloatField()) / Cast(F("total"), FloatField())


def sources_of(domain: int, period: Period) -> QuerySet[Any]:
    """One row per sending address in the period: totals, shares by outcome, and a status out of them."""
    rows = SourceDay.objects.filter(domain_id=domain, day__gte=period.first, day__lte=period.last)
    grouped = (
        rows.order_by()
        .values("source_id")
        .annotate(
            total=Sum("messages"),
            both=Sum("aligned"),
            by_dkim=Sum("dkim_only"),
            by_spf=Sum("spf_only"),
            lost=Sum("failed"),
            passed_on=Sum("forwarded"),
            refused=Sum("quarantined") + Sum("rejected"),
        )
    )
    found: QuerySet[Any] = grouped.annotate(
        pass_share=1.0 - _share(F("lost")),
        spf_share=_share(F("both") + F("by_spf")),
        dkim_share=_share(F("both") + F("by_dkim")),
        status=Case(
            When(passed_on__gt=F("total") / 2, then=Value("forwarded")),
            When(both__gte=F("total") * GOOD, then=Value("aligned")),
            When(lost__gte=F("total") * GOOD, then=Value("failing")),
            When(lost__gt=F("total") * (1 - GOOD), then=Value("mixed")),
            When(by_dkim__gte=F("by_spf"), then=Value("dkim")),
            default=Value("spf"),
            output_field=CharField(),
        ),
    )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Sender:
    """A named sender: all its addresses together."""

    name: str
    detail: str
    messages: int
    passed: int
    spf: float
    dkim: float
    status: str
    address: str

    @property
    def rate(self) -> float:
        """The share that passed."""
        return self.passed / self.messages if self.messages else 0.0

    @property
    def label(self) -> Any:
        """The status in words."""
        return dict(STATUS)[self.status]

    @property
    def tone(self) -> str:
        """The colour of the status."""
        return TONES[self.status]


SENDER_FIELDS = ("total", "both", "by_dkim", "by_spf", "lost", "passed_on")


def senders_of(domain: int, period: Period, most: int = 6) -> tuple[list[Sender], int]:
    """The biggest named senders of the domain, and how many there are in all. Addresses without a name stand alone."""
    rows = SourceDay.objects.filter(domain_id=domain, day__gte=period.first, day__lte=period.last)
    grouped = (
        rows.order_by()
        .values("source__sender", "source__network", "source__ip", "source__country")
        .annotate(
            total=Sum("messages"),
            both=Sum("aligned"),
            by_dkim=Sum("dkim_only"),
            by_spf=Sum("spf_only"),
            lost=Sum("failed"),
            passed_on=Sum("forwarded"),
        )
    )
    found: dict[str, list[Any]] = {}
    for sender, network, ip, country, *sums in grouped.values_list(
        "source__sender", "source__network", "source__ip", "source__country", *SENDER_FIELDS
    ):
        entry = found.setdefault(sender or ip or "?", [network, ip, country, set(), *([0] * len(SENDER_FIELDS))])
        entry[3].add(ip)
        for index, value in enumerate(sums):
            entry[4 + index] += value
    ordered = sorted(found.items(), key=lambda item: (-item[1][4], item[0]))
    return [_sender(name, entry) for name, entry in ordered[:most]], len(found)


def _sender(name: str, entry: list[Any]) -> Sender:
    network, ip, country, ips, total, both, by_dkim, by_spf, lost, passed_on = entry
    detail = ip if len(ips) == 1 else str(_("%(count)d addresses")) % {"count": len(ips)}
    extra = network if network and network != name else country
    return Sender(
        name=name if name != "?" else str(_("No address given")),
        detail=" · ".join(part for part in (detail, extra) if part and part != name),
        messages=total,
        passed=total - lost,
        spf=(both + by_spf) / total if total else 0.0,
        dkim=(both + by_dkim) / total if total else 0.0,
        status=status_of(total, both, by_dkim, by_spf, lost, passed_on),
        address=ip if len(ips) == 1 else "",
    )


def status_of(total: int, both: int, by_dkim: int, by_spf: int, lost: int, passed_on: int) -> str:
    """The status of a source in one word; the same rule as `sources_of` has in SQL."""
    if passed_on > total / 2:
        return "forwarded"
    if both >= total * GOOD:
        return "aligned"
    if lost >= total * GOOD:
        return "failing"
    if lost > total * (1 - GOOD):
        return "mixed"
    return "dkim" if by_dkim >= by_spf else "spf"
