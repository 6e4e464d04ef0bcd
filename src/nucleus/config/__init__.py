"""Settings, root addresses, the WSGI entry and the `nucleus` command."""
