"""Room `analysis`."""

from nucleus.kernel.room import RoomConfig


class AnalysisConfig(RoomConfig):
    name = "nucleus.dmarc.analysis"
    label = "analysis"
