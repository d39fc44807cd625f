"""The vocabularies of the extraction: data files, each naming its source, date and licence at its head."""
