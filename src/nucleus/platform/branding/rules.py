"""Who looks after the own brand: those who manage an organization that sells, and the superadmin for the platform."""

from nucleus.kernel.actor import Tier
from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import SUPERADMIN, role_keys

SELLING_MANAGERS = {
    *role_keys((Tier.COMPANY, Tier.DISTRIBUTOR, Tier.PARTNER), only=("administrator", "owner")),
    SUPERADMIN,
}

permit("themes.view", "See themes and their drafts", SELLING_MANAGERS)
permit("branding.begin_theme", "Begin a theme or sign-in page", SELLING_MANAGERS)
permit("branding.change_theme", "Change the draft of a theme", SELLING_MANAGERS)
permit("branding.undo_theme", "Take back the last change of a draft", SELLING_MANAGERS)
permit("branding.publish_theme", "Publish a theme", SELLING_MANAGERS)
permit("branding.restore_theme", "Go back to a version of a theme", SELLING_MANAGERS)
permit("branding.reset_theme", "Give up all own values of a theme", SELLING_MANAGERS)
permit("branding.import_theme", "Import a theme", SELLING_MANAGERS)
permit("branding.add_picture", "Add a picture to a theme", SELLING_MANAGERS)
