"""Studio: where the own brand is worked on.

Pages over the designs of room `branding`: what there is, the editor of one design with its preview, the buttons. Nouns:
row (one key in the editor), pane (preview and contrast), frame (a real page with the look of a draft). Invariants: what
is previewed is stored nowhere; a frame holds no script, sends no form, and only this house may frame it.
"""
