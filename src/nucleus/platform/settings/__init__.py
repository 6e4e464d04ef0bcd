"""Settings: what the rooms declare (`kernel.settings`) gets its values, history and pages here.

Nouns: a level is the system or one organization; an entry is a setting as one level sees it, with the source of its
value; a stored setting is an own value or a lock of a level; a change is a line of the history.
Always: the nearest own value upward counts, unless somebody above locked it; a bad value changes nothing; what is
secret is stored sealed and never shown, exported or written down; every change of a group is one transaction.
"""
