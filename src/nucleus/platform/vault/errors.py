"""What goes wrong with keys. The messages name key ids and places, never a secret."""


class VaultError(RuntimeError):
    """Base of all."""


class MasterKeyUnusable(VaultError):
    """The master key file is missing, open to others, damaged, or of another installation."""


class CiphertextRefused(VaultError):
    """A ciphertext was altered, or moved from another table, column or row."""
