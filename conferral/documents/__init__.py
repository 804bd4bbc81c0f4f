"""Typeset, marked papers: plain frozen dataclasses go in, PDF bytes come out."""
