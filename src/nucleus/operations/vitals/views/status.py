"""The status page for those who run the installation, the page of one sensor, and the public one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import NotVisible
from nucleus.kernel.registry import registry
from nucleus.kernel.sensors import GROUPS, Level, Sensor, SensorGroup
from nucleus.operations.vitals.history import hour_words, past, strip, uptime
from nucleus.operations.vitals.models import LevelChoice, SensorState
from nucleus.operations.vitals.queries import sensor_states
from nucleus.platform.accounts.looks import base_context
from nucleus.platform.charts import Chart, Series
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.parts import Act, Kpi, Prop, Tag
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.templatetags.ui import ago, moment, number, percent

TONES: dict[str, Any] = {Level.OK: "ok", Level.WARN: "warn", Level.BAD: "bad", Level.OFF: ""}
WORST = (Level.BAD, Level.WARN, Level.OK, Level.OFF)
NEVER = SafeString()


class SensorLine(NamedTuple):
    """A sensor as the status page shows it."""

    label: str
    url: str
    tag: Tag
    text: str
    figure: str
    latency: str
    since: str
    well: str
    strip: SafeString


class Service(NamedTuple):
    """A group of sensors with the worst of their levels."""

    group: SensorGroup
    tag: Tag
    lines: list[SensorLine]


def tag_of(level: str) -> Tag:
    """The level in a word."""
    return Tag(str(LevelChoice(level).label), TONES[Level(level)], shape="dot")


def worst(levels: Iterable[str]) -> Level:
    """The gravest of some levels; OFF where there is none."""
    found = set(levels)
    return next((level for level in WORST if level in found), Level.OFF)


def by_service(states: Iterable[SensorState]) -> list[tuple[SensorGroup, list[tuple[Sensor, SensorState]]]]:
    """The sensors that have spoken, by their service, in the order of the services."""
    found: dict[str, list[tuple[Sensor, SensorState]]] = {key: [] for key in GROUPS}
    for state in states:
        entry: Sensor = registry.sensors[state.name]
        found[entry.group.key].append((entry, state))
    return [(GROUPS[key], pairs) for key, pairs in found.items() if pairs]


def figure_of(entry: Sensor, state: SensorState) -> str:
    """The figure with its unit; empty where there is none."""
    if state.value is None:
        return ""
    shown = number(state.value, 0 if float(state.value).is_integer() else 1)
    return f"{shown} {entry.unit}".strip()


class StatusPage(PageView):
    """Every service with its sensors, and how the last two days were."""

    permission = "status.view"
    template_name = "operations/vitals/status.html"
    title = gettext_lazy("Status")

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """Services, key figures and the way to ask again."""
        states = list(sensor_states().order_by("name"))
        hours = past([state.name for state in states])
        services = [
            Service(
                group,
                tag_of(worst(state.level for _entry, state in pairs)),
                [self.line(entry, state, strip(hours.get(state.name, []))) for entry, state in pairs],
            )
            for group, pairs in by_service(states)
        ]
        actor = current_actor()
        acts = [Act(_("All sensors as a list"), "/admin/sensors/", "list")]
        if registry.commands["vitals.measure"].may(actor):
            acts.append(Act(_("Ask all now"), "/admin/sensors/measure/", "refresh-cw", "pri"))
        return {
            "crumbs": [Crumb(_("Status"))],
            "sub": sentence(states),
            "acts": acts,
            "kpis": self.figures(states),
            "services": services,
        }

    @staticmethod
    def line(entry: Sensor, state: SensorState, drawn: SafeString) -> SensorLine:
        """One sensor."""
        return SensorLine(
            str(entry.label),
            f"/admin/status/{entry.name}/",
            tag_of(state.level),
            state.text,
            figure_of(entry, state),
            f"{number(state.latency, 1)} ms",
            ago(state.since),
            ago(state.ok_at),
            drawn,
        )

    @staticmethod
    def figures(states: list[SensorState]) -> list[Kpi]:
        """How many sensors say what, and when they were asked last."""
        counts = {level: sum(state.level == level for state in states) for level in Level}
        last = max((state.at for state in states), default=None)
        return [
            Kpi(str(LevelChoice.OK.label), number(counts[Level.OK]), note=_("sensors")),
            Kpi(
                str(LevelChoice.WARN.label),
                number(counts[Level.WARN]),
                note=_("sensors"),
                url="/admin/sensors/?level=warn",
            ),
            Kpi(
                str(LevelChoice.BAD.label),
                number(counts[Level.BAD]),
                note=_("sensors"),
                url="/admin/sensors/?level=bad",
            ),
            Kpi(_("Last asked"), ago(last), note=_("once a minute")),
        ]


def sentence(states: list[SensorState]) -> str:
    """How it stands in one sentence."""
    bad = sum(state.level == Level.BAD for state in states)
    warn = sum(state.level == Level.WARN for state in states)
    if not states:
        return _("The worker has not asked any sensor yet.")
    if bad:
        return ngettext("%(n)d sensor is failing.", "%(n)d sensors are failing.", bad) % {"n": bad}
    if warn:
        return ngettext("%(n)d sensor needs a look.", "%(n)d sensors need a look.", warn) % {"n": warn}
    return _("Everything works.")


class SensorPage(PageView):
    """One sensor: what it says, and its past."""

    permission = "status.view"
    template_name = "operations/vitals/sensor.html"

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """State, hours and the time it took to answer."""
        entry: Sensor | None = registry.sensors.get(where["name"])
        state = sensor_states().filter(name=where["name"]).first()
        if entry is None or state is None:
            raise NotVisible
        hours = past([entry.name]).get(entry.name, [])
        share = uptime(entry.name)
        chart = Chart(
            "line",
            "latency",
            _("Time to answer (ms)"),
            _("Mean and slowest answer of each hour."),
            [hour_words(hour.begin) for hour in hours],
            [
                Series(_("Mean"), "d1", [hour.mean for hour in hours]),
                Series(_("Slowest"), "d2", [hour.slowest for hour in hours], dashed=True),
            ],
            show=lambda value: number(value, 1),
        )
        return {
            "title": str(entry.label),
            "crumbs": [Crumb(_("Status"), "/admin/status/"), Crumb(str(entry.label))],
            "sub": str(entry.help),
            "tags": [tag_of(state.level)],
            "meta": state.text,
            "strip": strip(hours),
            "chart": chart if hours else None,
            "props": [
                Prop(_("Service"), str(entry.group.label)),
                Prop(_("Figure"), figure_of(entry, state) or _("none")),
                Prop(_("Answered in"), f"{number(state.latency, 1)} ms"),
                Prop(_("Last asked"), moment(state.at)),
                Prop(_("In this state since"), moment(state.since)),
                Prop(_("Last well"), moment(state.ok_at)),
                Prop(_("Not failing within 30 days"), percent(share)),
                Prop(_("Name"), entry.name),
            ],
        }


def in_public(levels: set[Level]) -> str:
    """How it stands, for everybody; never better than the worst of the lines below it. Empty where nothing spoke."""
    if Level.BAD in levels:
        return _("Something is failing; we are on it.")
    if Level.WARN in levels:
        return _("The services work, but not everything is as it should be; we are looking into it.")
    if Level.OK in levels:
        return _("All services work.")
    return ""


@require_safe
def public_status(request: HttpRequest) -> HttpResponse:
    """The public status page: each service in a word, nothing about tenants and no figure."""
    states = list(sensor_states())
    spoken = [(group, pairs) for group, pairs in by_service(states) if group.public]
    services = [
        {"icon": group.icon, "label": group.label, "tag": tag_of(worst(state.level for _entry, state in pairs))}
        for group, pairs in spoken
    ]
    asked = max((state.at for state in states), default=None)
    context = {
        **base_context(request),
        "title": _("Status"),
        "services": services,
        "asked": asked,
        "words": in_public({worst(state.level for _entry, state in pairs) for group, pairs in spoken}),
    }
    response = render(request, "operations/vitals/public_status.html", context)
    response["Cache-Control"] = "public, max-age=30"
    return response
