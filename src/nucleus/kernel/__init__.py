"""The thin ground floor: actor, registry, errors, events, ids. Imports no room of the house."""
