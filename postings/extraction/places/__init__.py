"""Where the work is done: cities, regions and countries named by a posting.

Evidence is taken in this order, and the first kind that yields a place decides (``choosing``):

1. structured facts (JSON-LD ``jobLocation``, the location fields of applicant tracking systems): ``facts``,
2. labelled lines ("Location: ...", a line under "Location"), place tags: ``labels``,
3. header lines, titles and segments of a "who is hiring" line, where a segment must be a place and no more:
   ``header``; what sentences add to these: ``beside``,
4. a page's title (``hints``), postal addresses (``addresses``), and prose with a cue ("based in ...", "our
   ... office"), the posting's own before the company's: ``prose``; as last resorts a company's label, a
   board's web address, the opening of the text and an institution's name: ``hints``. Of a job that is not
   remote, what these say is one sign among others: each town that the sentences name is weighed
   (``weighing``).

Names are resolved together (``place_names.resolve``): a named region before a named country before the other
places of the text before the ten times larger namesake. Names of clients, investors and other offices are no
places of work.
"""

from postings.extraction.places.choosing import find, weighed_towns
from postings.extraction.places.scope import with_scope

__all__ = ["find", "weighed_towns", "with_scope"]
