"""Search: this machine's index of postings, kept in step with the database, and the pages made from it."""


class SearchUnavailable(Exception):  # noqa: N818 - a state of the service, not a mistake
    """There is no index that can be read; the message says what a caretaker can do."""
