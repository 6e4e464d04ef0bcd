"""Room `reports`."""

from nucleus.kernel.room import RoomConfig


class ReportsConfig(RoomConfig):
    name = "nucleus.dmarc.reports"
    label = "reports"
