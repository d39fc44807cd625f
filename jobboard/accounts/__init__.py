"""Who works here: the login with its second step, and the sessions of an account.

An app of its own, because nothing in it is about postings: users and groups are Django's.
"""
