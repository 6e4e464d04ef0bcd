"""`python -m nucleus.dmarc.parsing PATH... [--json]`."""

import sys

from .reading_cli import read_paths

if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--json"]
    if not arguments:
        sys.exit("usage: python -m nucleus.dmarc.parsing PATH... [--json]")
    sys.exit(read_paths(arguments, sys.stdout, as_json="--json" in sys.argv[1:]))
