"""A story in chapters, as the guide has phases."""
