"""Reading place names: from a value such as "Lyon or Toulouse, France" to places tied to their country.

``mentions`` finds the names, ``read_value`` groups them ("Austin" + "TX" + "USA"), ``resolve`` chooses
between namesakes by joint constraint: a named region before a named country before the other places of the
text before the ten times larger namesake; otherwise the best guess has a low certainty.
"""

from postings.extraction.place_names.meaning import fitting, is_container, shown_name
from postings.extraction.place_names.mention import Mention, mentions
from postings.extraction.place_names.resolving import Resolved, resolve
from postings.extraction.place_names.spot import Spot
from postings.extraction.place_names.value import read_value
from postings.extraction.place_names.words import (
    FILLER,
    LIST_GAP,
    NOT_A_CITY,
    POSTCODE,
    QUALIFIES,
    has_other_words,
)

__all__ = [
    "FILLER",
    "LIST_GAP",
    "NOT_A_CITY",
    "POSTCODE",
    "QUALIFIES",
    "Mention",
    "Resolved",
    "Spot",
    "fitting",
    "has_other_words",
    "is_container",
    "mentions",
    "read_value",
    "resolve",
    "shown_name",
]
