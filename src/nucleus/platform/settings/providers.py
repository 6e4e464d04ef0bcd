"""What lower rooms ask of this one: the value of a setting."""

from nucleus.kernel.registry import registry
from nucleus.kernel.settings import PROVIDER
from nucleus.platform.settings.store import value_of

registry.providers.add(PROVIDER, value_of)
