"""Where to apply: an address of the web (``links``, judged in ``judging``), and one of mail (``mail``)."""

from postings.extraction.apply.links import find_url
from postings.extraction.apply.mail import find_email

__all__ = ["find_email", "find_url"]
