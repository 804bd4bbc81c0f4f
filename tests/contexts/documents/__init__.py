"""Tests of the papers that Conferral typesets."""
