"""The `conferral` command: what whoever runs the server does, and what a demonstration needs."""
