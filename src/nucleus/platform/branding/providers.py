"""What lower rooms ask of this one."""

from nucleus.kernel.registry import registry
from nucleus.platform.branding.doors import sign_in_page
from nucleus.platform.branding.letterheads import letterhead_for, mail_logo
from nucleus.platform.branding.resolution import host_speech, look_for

registry.providers.add("theme", look_for)
registry.providers.add("host_speech", host_speech)
registry.providers.add("letterhead", letterhead_for)
registry.providers.add("mail_logo", mail_logo)
registry.providers.add("sign_in_page", sign_in_page)
registry.providers.add("template_set", lambda request: look_for(request).template_set)
