"""Statements of lists, without the detours of the ORM that every list would pay for.

The room takes a finished queryset, scope and all, and hands its rows over as plain tuples. It adds no condition and
takes none away: the scope still asks for the actor while the statement is compiled.
"""
