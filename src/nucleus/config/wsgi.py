"""The WSGI entry."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucleus.config.settings")
application = get_wsgi_application()

from nucleus.operations.vitals.recording import start_recording  # noqa: E402 - the rooms stand once Django is set up
from nucleus.platform.search.recents import recorder  # noqa: E402 - as above

start_recording()
recorder.serve()
