#!/bin/sh
# Installs what the tests use beyond Python: `tools/install.sh browser|peers`. Debian and Ubuntu, as root; says so otherwise.
set -eu

case "${1:-}" in
    browser) packages="chromium fonts-dejavu-core"; there="chromium"; what="Chromium" ;;
    peers) packages="postgresql postgresql-contrib"; there="/usr/lib/postgresql/*/bin/initdb"; what="PostgreSQL" ;;
    *) echo "usage: $0 browser|peers" >&2; exit 2 ;;
esac

# shellcheck disable=SC2086 # the pattern is meant to be expanded
if command -v "$there" >/dev/null 2>&1 || ls $there >/dev/null 2>&1; then
    echo "$what is installed."
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "$what is missing, and this is neither Debian nor Ubuntu: install it with this system's own tool." >&2
    exit 1
fi
if [ "$(id -u)" != 0 ]; then
    echo "$what is missing. As root: apt-get install --no-install-recommends $packages" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -q -o DPkg::Lock::Timeout=300 update
# shellcheck disable=SC2086 # a list of packages
apt-get -q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $packages
