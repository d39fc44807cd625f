"""The skills a posting asks for, required and preferred apart.

``find`` names each skill once, by its canonical name, with the words that show it best. Skills named only in
company, benefits, legal or page chrome are not reported; parents of skills never are.

``sentence`` reads what is around a mention, ``others`` tells what is named but not asked for, ``lines`` which
lines speak of the job, and ``asked`` weighs what is left.
"""

from postings.extraction.skills.asked import find

__all__ = ["find"]
