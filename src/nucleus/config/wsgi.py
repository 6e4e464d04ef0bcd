"""The WSGI entry."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucleus.config.settings")
application = get_wsgi_application()

from nucleus.platform.search.recents import recorder  # noqa: E402 - the rooms stand once Django is set up

recorder.serve()
