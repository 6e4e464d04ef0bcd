"""Pictures: what strangers upload, made into files that can be served.

Nouns: drawing (SVG, written anew from an allow-list), raster (decoded and encoded again as PNG), icon (a square size of
a raster). Invariants: no byte that came is ever served; a hostile drawing is refused, never mended; nothing is decoded
whose announced size is beyond the limits. Pure functions, no table.
"""
