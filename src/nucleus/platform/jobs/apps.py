"""Room `jobs`."""

from nucleus.kernel.room import RoomConfig


class JobsConfig(RoomConfig):
    name = "nucleus.platform.jobs"
    label = "jobs"
