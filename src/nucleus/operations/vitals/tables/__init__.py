"""The lists of the room."""

from nucleus.operations.vitals.tables.logs import LOGS
from nucleus.operations.vitals.tables.sensors import SENSORS
from nucleus.operations.vitals.tables.statistics import STATISTICS

__all__ = ["LOGS", "SENSORS", "STATISTICS"]
