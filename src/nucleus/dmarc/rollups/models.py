"""The metric wall's lower side: sums per organization and day, without names of domains or sources."""

from __future__ import annotations

from django.db import models

from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.reports.models import Source
from nucleus.platform.tree.fields import TenantForeignKey
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Scoped, TenantModel


class OrganizationDay(TenantModel):
    """What all domains of one organization summed up to on one UTC day (`day`: days since 1970)."""

    visibility = Visibility.METRIC

    day = models.IntegerField()
    domains = models.PositiveIntegerField()
    reports = models.PositiveIntegerField()
    messages = models.PositiveBigIntegerField()
    passed = models.PositiveBigIntegerField()
    failed = models.PositiveBigIntegerField()
    quarantined = models.PositiveBigIntegerField()
    rejected = models.PositiveBigIntegerField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organization", "day"], name="rollups_organization_day")]
        indexes = [
            models.Index(fields=["distributor_id", "day"], name="rollups_distributor"),
            models.Index(fields=["partner_id", "day"], name="rollups_partner"),
            models.Index(fields=["customer_id", "day"], name="rollups_customer"),
            models.Index(fields=["day"], name="rollups_day"),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.day}"


class OrganizationDomains(TenantModel):
    """How many domains an organization watches, by published policy."""

    visibility = Visibility.METRIC

    domains = models.PositiveIntegerField(default=0)
    reject = models.PositiveIntegerField(default=0)
    quarantine = models.PositiveIntegerField(default=0)
    none = models.PositiveIntegerField(default=0)
    unseen = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organization"], name="rollups_organization_domains")]
        indexes = [
            models.Index(fields=["distributor_id"], name="rollups_domains_distributor"),
            models.Index(fields=["partner_id"], name="rollups_domains_partner"),
        ]

    def __str__(self) -> str:
        return str(self.organization_id)


class DaySums(Scoped):
    """What the day tables have in common: sums of messages by outcome, scoped through the domain."""

    visibility = Visibility.THROUGH
    scope_through = ("domain_id", Domain)

    messages = models.BigIntegerField()
    aligned = models.BigIntegerField()
    dkim_only = models.BigIntegerField()
    spf_only = models.BigIntegerField()
    failed = models.BigIntegerField()
    quarantined = models.BigIntegerField()
    rejected = models.BigIntegerField()
    forwarded = models.BigIntegerField()

    class Meta(Scoped.Meta):
        abstract = True
        managed = False


class DomainDay(DaySums):
    """Sums of one domain on one UTC day."""

    pk = models.CompositePrimaryKey("domain_id", "day")
    domain = TenantForeignKey(Domain, on_delete=models.DO_NOTHING, related_name="day_sums", db_constraint=False)
    day = models.IntegerField()
    reports = models.IntegerField()

    class Meta(DaySums.Meta):
        managed = False
        db_table = "dmarc_domain_day"

    def __str__(self) -> str:
        return f"{self.domain_id} {self.day}"


class SourceDay(DaySums):
    """Sums of one sending address for one domain on one UTC day."""

    pk = models.CompositePrimaryKey("domain_id", "day", "source_id")
    domain = TenantForeignKey(Domain, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    day = models.IntegerField()
    source = TenantForeignKey(Source, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta(DaySums.Meta):
        managed = False
        db_table = "dmarc_source_day"

    def __str__(self) -> str:
        return f"{self.domain_id} {self.day} {self.source_id}"


class CountryDay(DaySums):
    """Sums of one country of origin for one domain on one UTC day; an empty country is unknown."""

    pk = models.CompositePrimaryKey("domain_id", "day", "country")
    domain = TenantForeignKey(Domain, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    day = models.IntegerField()
    country = models.CharField(max_length=2)

    class Meta(DaySums.Meta):
        managed = False
        db_table = "dmarc_country_day"

    def __str__(self) -> str:
        return f"{self.domain_id} {self.day} {self.country}"
