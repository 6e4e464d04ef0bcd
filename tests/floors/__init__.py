"""What the import contracts cannot see: foreign keys by name, includes of templates, names of addresses,
declarations.
"""
