"""Template sets: the files that draw pages, mails and documents, in chains from a set to what it extends.

Nouns: set (a folder with `set.toml` and templates that stand in for those of the same path), chain (its folders up to
the default one), finding (what `nucleus templates check` has against a set). Invariants: no set is drawn by the engine
or the kept pieces of another; a set is named by a slug that was found on disk, never by a path; what is missing is
drawn by the default set.
"""
