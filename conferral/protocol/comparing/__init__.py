"""An edition in words: everything that it sets, and how two editions differ."""
