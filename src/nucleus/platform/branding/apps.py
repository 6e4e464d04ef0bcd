"""Room `branding`."""

from nucleus.kernel.room import RoomConfig


class BrandingConfig(RoomConfig):
    name = "nucleus.platform.branding"
    label = "branding"
