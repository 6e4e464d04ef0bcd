"""Room `style`: the living style page.

Shows every component of the look in all its states, with invented figures, in the theme and mode of the person. Its
pictures are the visual test of the product. It stores nothing.
"""
