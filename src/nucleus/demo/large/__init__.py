"""The large instance for benchmarks: the demo channel, grown in bulk to a hundred thousand organizations.

The only place where tenant rows are written past the gates: `Loader` puts them into their tables as they will be read.
The demo's own organizations, people and themes are made by commands first, so everybody signs in as in the demo.
Seeded: the same numbers give the same names.
"""
