"""The product's name, said once."""

NAME = "Stated"
TAGLINE = "Jobs, as stated."
