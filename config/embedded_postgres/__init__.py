"""A Django database engine that brings its own PostgreSQL, for the demo, for tests and for development.

Used when ``DATABASE_URL`` is not set. The server starts with the first connection, keeps its data under
``settings.EMBEDDED_POSTGRES_DIR``, and stops when the last process that used it has ended.

``binaries`` finds PostgreSQL · ``account`` settles whom it runs as · ``cluster`` is its data directory ·
``locks`` tells who is using it · ``server`` starts and stops it · ``base`` and ``client`` are what Django sees.
"""
