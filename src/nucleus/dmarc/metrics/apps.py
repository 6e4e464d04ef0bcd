"""Room `metrics`."""

from nucleus.kernel.room import RoomConfig


class MetricsConfig(RoomConfig):
    name = "nucleus.dmarc.metrics"
    label = "metrics"
