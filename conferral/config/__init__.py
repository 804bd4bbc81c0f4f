"""How one installation is put together: its environment, settings, URLs and the WSGI entry."""
