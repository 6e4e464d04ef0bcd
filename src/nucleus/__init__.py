"""Nucleus: the platform of a company that sells services through a channel."""
