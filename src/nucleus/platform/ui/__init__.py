"""Room `ui`: the look of the product, and the pages built from tables.

Nouns: part (one thing a template shows), field (one control of a form), frame (what stands around a page), list, form
and detail (the pages of a table). Layouts, components, stylesheet and scripts are in `themes/default`. Invariants: no
style attribute, no inline script, colours only through classes and tokens, everything from outside escaped.
"""
