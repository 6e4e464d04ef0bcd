"""All sensors as a list: for the API and for export. The page is the status page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.operations.vitals.models import LevelChoice
from nucleus.operations.vitals.queries import sensor_states
from nucleus.platform.api.tables import Act, Column, Empty, Filter, Table, register

LEVEL_TONES = {"ok": "ok", "warn": "warn", "bad": "bad", "off": ""}

SENSORS = register(
    Table(
        name="sensors",
        label=_("Sensors"),
        one=_("Sensor"),
        sub=_("What every service said of itself when it was last asked."),
        permission="status.view",
        rows=sensor_states,
        page="/admin/sensors/",
        api="/api/monitor/sensors",
        key="",
        tie="name",
        columns=(
            Column("name", _("Sensor"), "main", sort=True, link="/admin/status/{name}/", more=("text",)),
            Column(
                "level", _("State"), "status", sort=True, options={"choices": LevelChoice.choices, "tones": LEVEL_TONES}
            ),
            Column("text", _("Says"), pages=False),
            Column("value", _("Figure"), "number", null=True, priority=3, options={"decimals": 1}),
            Column("latency", _("Answered in (ms)"), "number", sort=True, priority=3, options={"decimals": 1}),
            Column("at", _("Last asked"), "datetime", sort=True),
            Column("since", _("Since"), "datetime", sort=True, priority=2),
            Column("ok_at", _("Last well"), "datetime", sort=True, priority=3, null=True),
        ),
        filters=(Filter("level", _("State"), choices=LevelChoice.choices),),
        search=("name", "text"),
        sort="name",
        create=Act(
            "vitals.measure",
            _("Ask all now"),
            word="measure",
            icon="refresh-cw",
            done=_("The sensors are asked in the background."),
        ),
        empty=Empty("activity", _("No sensor was asked yet"), _("The worker asks them every minute.")),
    )
)
