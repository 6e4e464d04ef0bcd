"""Branding: whose name, mark and colours a person sees.

Nouns: theme (a brand colour with font, corners and sidebar style), token (one colour of a theme in light and in dark),
look (a resolved theme). Invariants: no brand colour is refused and no theme breaks contrast, the derived tokens move
instead; the nearest published theme of partner, distributor, platform wins; an unknown host shows the platform's.
"""
