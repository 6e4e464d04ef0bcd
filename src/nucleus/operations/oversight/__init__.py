"""Who looked at our data: the pages of the access journal, and how long its lines are kept.

It stores nothing itself; the lines are written by `platform/journal`, where it also says what leaves one. An
organization sees the lines on its own data and those that its own people left; a partner those of its customers, too.
"""
