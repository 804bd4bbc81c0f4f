"""Keys, encrypted columns and the encrypted file store."""
