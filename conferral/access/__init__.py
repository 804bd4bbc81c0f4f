"""Who is acting, what they may do and see, and the decorators that put it on the record."""
