"""Real servers to test against: each started by one context manager on loopback, on a free port, stopped by its pid.

A missing one is a skip on a user's machine and a failure where `REQUIRE_PEERS=1` (CI). `make peers` installs them.
"""
