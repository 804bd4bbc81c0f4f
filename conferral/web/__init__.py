"""Every page: views find, call one operation or query, and answer."""
