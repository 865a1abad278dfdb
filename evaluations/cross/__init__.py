"""The report across many collaborations: which (`scope`), what they are (`reading`), what it says (`figures`)."""
