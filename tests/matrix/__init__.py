"""The permission matrix: every route and every model, for every set of permissions and every relation in the tree.

`policy.toml` is written by hand and not derived from the code. A route, a permission or a scoped model that it does
not name fails. Every text of every organization carries a canary; a foreign one in anything that is shown fails.
"""
