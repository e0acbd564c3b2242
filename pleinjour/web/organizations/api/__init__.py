"""What the resources of the JSON API share, and those of an authority."""
