"""Room `mail`."""

from nucleus.kernel.room import RoomConfig


class MailConfig(RoomConfig):
    name = "nucleus.platform.mail"
    label = "mail"
