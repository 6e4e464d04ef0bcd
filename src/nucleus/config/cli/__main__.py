"""`python -m nucleus.config.cli`, which child processes are started by."""

import sys

from nucleus.config.cli import main

sys.exit(main())
