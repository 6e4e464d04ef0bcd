"""Room `audit`."""

from nucleus.kernel.room import RoomConfig


class AuditConfig(RoomConfig):
    name = "nucleus.platform.audit"
    label = "audit"
