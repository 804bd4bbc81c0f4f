"""The tests: what they hold is in the folder names; see CONTRIBUTING."""
