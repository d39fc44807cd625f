"""A demonstration: texts written for it, taken in as any text is, and an account for each kind of user."""
