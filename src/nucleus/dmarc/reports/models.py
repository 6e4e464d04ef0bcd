"""Reports, and the dictionaries that their records point into."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.domains.models import Domain
from nucleus.kernel.clock import now
from nucleus.platform.tree.fields import TenantForeignKey
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, Scoped, TenantModel


class Report(Named, TenantModel):
    """One aggregate report as stored. `counted` is false for a re-send that says something else than the first.

    `begin` and `end` are UTC; `day` is the UTC date of `begin` in days since 1970, the day all its rows count for.
    """

    visibility = Visibility.DETAIL
    prefix: ClassVar[str] = "RPT"

    domain = TenantForeignKey(Domain, on_delete=models.PROTECT, related_name="reports")
    reporter = models.CharField(_("reporter"), max_length=200)
    reporter_email = models.CharField(max_length=254, blank=True)
    report_id = models.CharField(_("report id"), max_length=255)
    policy_domain = models.CharField(_("policy domain"), max_length=253)
    begin = models.DateTimeField(_("begin"))
    end = models.DateTimeField(_("end"))
    day = models.IntegerField()
    generation = models.CharField(max_length=4)
    published = models.JSONField(default=dict)
    repairs = models.JSONField(default=list)
    records = models.PositiveIntegerField(_("records"))
    messages = models.PositiveBigIntegerField(_("messages"))
    passed = models.PositiveBigIntegerField(_("passed"))
    counted = models.BooleanField(default=True)
    intake_message = models.CharField(max_length=24, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField(default=now)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "reporter", "report_id", "policy_domain", "begin", "end"],
                condition=Q(counted=True),
                name="reports_counted_once",
            )
        ]
        indexes = [
            models.Index(fields=["domain", "-day"], name="reports_domain_day"),
            models.Index(fields=["customer_id", "-id"], name="reports_customer"),
            models.Index(fields=["partner_id", "-id"], name="reports_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.reporter} {self.report_id}"


class Source(models.Model):
    """A sending address and what is known of it offline. Global: it holds public facts only."""

    ip = models.CharField(max_length=45, unique=True)
    country = models.CharField(max_length=2, blank=True)
    asn = models.PositiveBigIntegerField(null=True)
    network = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    data_version = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.ip


class Name(models.Model):
    """A domain name as it stands in records (header_from, envelope). Reached only through records in sight."""

    text = models.CharField(max_length=255, unique=True)

    def __str__(self) -> str:
        return self.text


class Evidence(models.Model):
    """Authentication results and override reasons of rows, as one JSON text; equal ones are kept once."""

    digest = models.CharField(max_length=32, unique=True)
    content = models.JSONField()

    def __str__(self) -> str:
        return self.digest


class RecordRow(Scoped):
    """A record as the ORM reads it; written by `records.append_records` only. Scoped through its domain."""

    visibility = Visibility.THROUGH
    scope_through = ("domain_id", Domain)

    pk = models.CompositePrimaryKey("domain_id", "day", "report_id", "seq")
    domain = TenantForeignKey(Domain, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    day = models.IntegerField()
    report = TenantForeignKey(Report, on_delete=models.DO_NOTHING, related_name="rows", db_constraint=False)
    seq = models.IntegerField()
    source = TenantForeignKey(Source, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    count = models.BigIntegerField()
    disposition = models.SmallIntegerField()
    dkim = models.SmallIntegerField()
    spf = models.SmallIntegerField()
    flags = models.SmallIntegerField()
    header_from = TenantForeignKey(Name, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    envelope_from = TenantForeignKey(Name, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    envelope_to = TenantForeignKey(Name, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    evidence = TenantForeignKey(Evidence, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta(Scoped.Meta):
        managed = False
        db_table = "dmarc_record"

    def __str__(self) -> str:
        return f"{self.report_id}/{self.seq}"
