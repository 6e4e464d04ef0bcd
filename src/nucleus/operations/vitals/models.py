"""What is watched: sensors and their history, counted figures, log lines.

None of these is scoped: they are about the installation, and only its operators' permissions lead to them.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.sensors import Level


class LevelChoice(models.TextChoices):
    """`Level` with its words."""

    OK = Level.OK.value, _("Works")
    WARN = Level.WARN.value, _("Needs a look")
    BAD = Level.BAD.value, _("Failing")
    OFF = Level.OFF.value, _("Not in use")


class SensorState(models.Model):
    """What a sensor said last. `since` is when its level last changed, `ok_at` when it was last well."""

    name = models.CharField(max_length=80, unique=True)
    level = models.CharField(_("state"), max_length=4, choices=LevelChoice.choices)
    text = models.CharField(_("says"), max_length=300, blank=True)
    value = models.FloatField(_("figure"), null=True)
    latency = models.FloatField(_("answered in"), default=0)
    at = models.DateTimeField(_("last asked"))
    since = models.DateTimeField(_("since"))
    ok_at = models.DateTimeField(_("last well"), null=True)

    def __str__(self) -> str:
        return f"{self.name} {self.level}"


class SensorHour(models.Model):
    """How often a sensor said what within an hour (UTC). `latency` is the sum in milliseconds."""

    name = models.CharField(max_length=80)
    hour = models.DateTimeField(db_index=True)
    ok = models.PositiveIntegerField(default=0)
    warn = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    latency = models.FloatField(default=0)
    slowest = models.FloatField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "hour"], name="vitals_sensor_hour")]

    def __str__(self) -> str:
        return f"{self.name} {self.hour:%F %H}"


class Tally(models.Model):
    """How often something happened within an hour (UTC): requests by part, tasks by kind, sign-ins, mails.

    `spent` is the sum of what it took in milliseconds, `longest` the slowest; zero where time means nothing.
    """

    hour = models.DateTimeField()
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=80)
    count = models.PositiveBigIntegerField(default=0)
    failed = models.PositiveBigIntegerField(default=0)
    spent = models.FloatField(default=0)
    longest = models.FloatField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "kind", "name"], name="vitals_tally_once")]
        indexes = [models.Index(fields=["kind", "hour"], name="vitals_tally_kind")]

    def __str__(self) -> str:
        return f"{self.hour:%F %H} {self.kind} {self.name}"


class LogLevel(models.TextChoices):
    """How grave a line is."""

    DEBUG = "debug", _("Debug")
    INFO = "info", _("Info")
    WARNING = "warning", _("Warning")
    ERROR = "error", _("Error")
    CRITICAL = "critical", _("Critical")


class LogLine(models.Model):
    """One line of the application's log, without secrets (`logs.drop_secrets`). `facts` are its further fields."""

    prefix: ClassVar[str] = "LOG"

    public_id = models.CharField(max_length=24, unique=True, editable=False)
    at = models.DateTimeField(_("when"), db_index=True)
    level = models.CharField(_("level"), max_length=8, choices=LogLevel.choices)
    logger = models.CharField(_("part"), max_length=80)
    event = models.CharField(_("message"), max_length=500)
    request_id = models.CharField(_("request"), max_length=64, blank=True, db_index=True)
    actor = models.CharField(_("actor"), max_length=40, blank=True)
    door = models.CharField(_("door"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=45, blank=True)
    process = models.CharField(_("process"), max_length=40, blank=True)
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.event}"
