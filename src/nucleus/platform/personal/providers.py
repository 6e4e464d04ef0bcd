"""What lower rooms ask of this one: the lists of `ui` for what the person keeps."""

from nucleus.kernel.registry import registry
from nucleus.platform.personal.queries import kept_for

registry.providers.add("lists", kept_for)
