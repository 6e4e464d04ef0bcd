"""Who sends mail in the demo, and with which outcome: networks, senders and what receivers see of them.

The addresses lie in networks of well-known operators, so that country and network look-ups give believable names;
none of the traffic is real. What a customer owns ends in `.example`; the return paths of operators are their real ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

# Network -> prefixes (the last octet or group is drawn) and how many addresses one domain meets there.
NETWORKS: dict[str, tuple[tuple[str, ...], int]] = {
    "microsoft": (("40.107.20.", "40.107.21.", "40.107.104.", "40.107.135.", "52.101.68.", "2a01:111:f403:c201::"), 12),
    "google": (("209.85.167.", "209.85.208.", "209.85.218.", "209.85.221.", "2607:f8b0:4864:20::"), 10),
    "mailchimp": (("198.2.179.", "198.2.187.", "205.201.134."), 8),
    "brevo": (("185.41.28.", "77.32.148.", "212.146.240."), 6),
    "amazon-ses": (("54.240.3.", "54.240.7.", "69.169.226."), 6),
    "sendgrid": (("149.72.121.", "167.89.55."), 5),
    "office-NL": (("80.101.55.", "84.80.12.", "213.75.39."), 1),
    "office-BE": (("81.82.197.", "91.183.40.", "194.78.20."), 1),
    "office-DE": (("217.91.10.", "80.147.22."), 1),
    "office-GB": (("81.130.20.", "81.174.150."), 1),
    "web-NL": (("136.144.130.", "149.210.170."), 1),
    "web-BE": (("51.38.100.", "188.165.51."), 1),
    "web-DE": (("5.9.80.", "88.198.22."), 1),
    "web-GB": (("37.188.97.", "51.38.100."), 1),
    "alumni-NL": (("192.87.36.", "130.89.2."), 2),
    "alumni-BE": (("193.190.198.", "134.58.10."), 2),
    "alumni-DE": (("212.227.17.", "217.72.192."), 3),
    "alumni-GB": (("130.246.180.", "193.63.80."), 2),
    "lists": (("116.202.20.", "66.175.222."), 2),
    "spoof-asia": (("113.160.22.", "14.161.33.", "117.4.240.", "36.92.10.", "59.90.20."), 14),
    "spoof-americas": (("189.6.10.", "186.84.20.", "190.40.10."), 9),
    "spoof-africa": (("197.210.84.", "41.203.72."), 6),
    "spoof-rented": (("5.188.206.", "45.95.169.", "194.61.24."), 4),
}
# Networks whose name ends in the country of the domain that uses them.
LOCAL = frozenset({"office", "web", "alumni"})


@dataclass(frozen=True, slots=True)
class Signature:
    """One DKIM signature as the receiver judged it; `{domain}` in `domain` is the watched domain."""

    domain: str
    selector: str
    result: str = "pass"


@dataclass(frozen=True)
class Outcome:
    """What a receiver finds on `weight` parts of a sender's mail. `override` is a policy override reason, or empty."""

    weight: float
    dkim: tuple[Signature, ...]
    spf_domain: str
    spf_result: str = "pass"
    override: tuple[str, str] = ("", "")

    @cached_property
    def dkim_aligned(self) -> bool:
        """Whether a passing signature is of the watched domain or below it (relaxed alignment, RFC 9989)."""
        return any(s.result == "pass" and s.domain.endswith("{domain}") for s in self.dkim)

    @cached_property
    def spf_aligned(self) -> bool:
        """Whether SPF passed for the watched domain or one below it."""
        return self.spf_result == "pass" and self.spf_domain.endswith("{domain}")

    @cached_property
    def passes(self) -> bool:
        """Whether DMARC passes."""
        return self.dkim_aligned or self.spf_aligned


@dataclass(frozen=True)
class Sender:
    """One kind of sending host. `rhythm` names how its volume moves over the days, `header` its From domain."""

    network: str
    outcomes: tuple[Outcome, ...]
    rhythm: str = "office"
    header: str = "{domain}"
    weights: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", tuple(o.weight for o in self.outcomes))


def _own(selector: str, result: str = "pass") -> tuple[Signature, ...]:
    return (Signature("{domain}", selector, result),)


_SELECTOR1 = _own("selector1")
_GOOGLE = _own("google")

SENDERS: dict[str, Sender] = {
    "microsoft-365": Sender(
        "microsoft",
        (
            Outcome(0.978, _SELECTOR1, "{domain}"),
            Outcome(0.012, _own("selector1", "fail"), "{domain}"),
            Outcome(0.010, _SELECTOR1, "{domain}", "temperror"),
        ),
    ),
    "google-workspace": Sender(
        "google",
        (Outcome(0.985, _GOOGLE, "{domain}"), Outcome(0.015, _own("google", "fail"), "{domain}")),
    ),
    "google-unsigned": Sender(  # DKIM was never switched on: Google signs with its own name
        "google",
        (Outcome(1.0, (Signature("{label}-example.20230601.gappssmtp.com", "20230601"),), "{domain}"),),
    ),
    "newsletter": Sender(  # with a return path of the customer's own: both align
        "brevo",
        (
            Outcome(0.99, (Signature("{domain}", "brevo1"), Signature("brevo.com", "mail")), "bounce.{domain}"),
            Outcome(0.01, (Signature("{domain}", "brevo1"),), "bounce.{domain}", "temperror"),
        ),
        "newsletter",
        "nieuws.{domain}",
    ),
    "campaign": Sender(  # signs with the customer's key, bounces come home to the service: DKIM only
        "mailchimp",
        (Outcome(1.0, (Signature("{domain}", "k2"), Signature("mailchimpapp.net", "k2")), "mail201.atl221.mcsv.net"),),
        "newsletter",
    ),
    "invoicing": Sender(  # the invoicing service took only the return path: SPF only
        "amazon-ses",
        (
            Outcome(0.97, (Signature("amazonses.com", "ug7nbtf4gccmlpwj322ax3p6ow6yfsug"),), "facturen.{domain}"),
            Outcome(0.03, (), "facturen.{domain}"),
        ),
        "month",
    ),
    "ticketing": Sender(
        "sendgrid",
        (Outcome(1.0, (Signature("{domain}", "s1"), Signature("sendgrid.info", "smtpapi")), "em4417.{domain}"),),
    ),
    "scanner": Sender("office", (Outcome(0.8, (), "{domain}", "softfail"), Outcome(0.2, (), "{domain}", "fail"))),
    "scanner-fixed": Sender("office", (Outcome(1.0, (), "{domain}"),)),  # its address was added to the SPF record
    "web-form": Sender("web", (Outcome(1.0, (), "vps{number}.webhost-north.example"),), "always"),
    "forwarder": Sender(
        "alumni",
        (
            Outcome(0.72, _SELECTOR1, "alumni-post.example"),
            Outcome(0.16, _SELECTOR1, "{domain}", "fail", ("forwarded", "")),
            Outcome(0.12, _own("selector1", "fail"), "{domain}", "softfail", ("local_policy", "arc=pass")),
        ),
    ),
    "mailing-list": Sender(
        "lists",
        (
            Outcome(
                0.6,
                (Signature("{domain}", "selector1", "fail"), Signature("lists.branchepost.example", "list")),
                "lists.branchepost.example",
                "pass",
                ("mailing_list", ""),
            ),
            Outcome(
                0.4,
                (Signature("{domain}", "selector1", "fail"),),
                "lists.branchepost.example",
                "pass",
                ("local_policy", "arc=pass"),
            ),
        ),
    ),
    "spoof-asia": Sender(
        "spoof-asia", (Outcome(0.7, (), "{domain}", "fail"), Outcome(0.3, (), "{domain}", "softfail")), "burst"
    ),
    "spoof-americas": Sender("spoof-americas", (Outcome(1.0, (), "mail.{number}-promo.example", "none"),), "burst"),
    "spoof-africa": Sender("spoof-africa", (Outcome(1.0, (), "{domain}", "fail"),), "burst"),
    "spoof-rented": Sender(
        "spoof-rented",
        (Outcome(1.0, (Signature("cheap-invoice.example", "default"),), "cheap-invoice.example"),),
        "burst",
    ),
    "background": Sender("spoof-asia", (Outcome(1.0, (), "{domain}", "fail"),), "always"),
}
