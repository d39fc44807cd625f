"""Review: the only writer of posting state, for moderators and recruiters alike.

Each module has one subject and imports only those before it: ``errors``, ``locking``, ``states``,
``content``, ``warned``, then what people do: ``lifecycle``, ``writing``, ``deciding``, ``merging``,
``undoing``, ``commenting``.

Every function of the latter takes keywords, works in one transaction on locked rows and returns what it
wrote. What can't be done raises ``ReviewError`` with a sentence for the person who asked.
"""
