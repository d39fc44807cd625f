"""Remote, hybrid or on-site: what the posting says about where the work is done.

Each sentence is read as clauses of a lattice {remote, hybrid, on-site} x {asserted, negated, limited, perk,
subject matter}; ``clauses`` puts together the rules of ``anywhere``, ``office_days``, ``refusals``,
``sometimes`` and ``statements``. A word that is the matter of the work ("remote monitoring", "hybrid cloud",
"on-site gym") is masked before plain statements are read.

Facts, labels and header words outrank prose, except that a stated number of office days makes any remote
claim hybrid (``deciding``). A city alone says nothing.
"""

from postings.extraction.workplace.deciding import find

__all__ = ["find"]
