"""Frontend of the company's own people: menu and overview. No business rule."""
