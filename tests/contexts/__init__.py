"""Tests of what each context does and refuses, over a database."""
