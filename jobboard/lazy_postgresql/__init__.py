"""A database backend for Django: its PostgreSQL one, on the embedded server, which it starts when first
needed.

So every management command finds its database, and a command that needs none starts none.
"""
