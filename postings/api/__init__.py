"""The JSON API, read-only: the searches of the pages for programs.

``shapes`` says what answers look like (types, checked by mypy, from which the OpenAPI description is made),
``build`` makes them from postings, ``schema`` makes the description, ``views`` answers.
"""
