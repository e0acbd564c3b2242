"""The JSON API: the resources of every room under one address, their description, and the page that explains it."""
