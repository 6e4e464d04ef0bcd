"""Room `accounts`."""

from nucleus.kernel.room import RoomConfig


class AccountsConfig(RoomConfig):
    name = "nucleus.platform.accounts"
    label = "accounts"
