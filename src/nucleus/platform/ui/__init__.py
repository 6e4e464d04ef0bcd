"""Room `ui`: the look of the product.

Nouns: asset (a built file under its hashed name), part (one thing a template shows), field (one control of a form),
chart (figures drawn as SVG on the server), frame (what stands around a page). Layouts, components, stylesheet and
scripts are in `themes/default`. Invariants: no style attribute, no inline script, colours only through classes and
tokens, everything from outside escaped.
"""
