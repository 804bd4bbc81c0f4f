"""The protocol engine: it reads an operating protocol and answers questions about it, purely."""
