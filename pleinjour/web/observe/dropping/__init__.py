"""Logs taken in from a folder of the server, one for each authority, at each pass of `pleinjour tick`.

The folder is the administrator's own: nothing in it is moved, copied, changed or removed, and no link is followed out
of it. docs/exploiter/depot.md says each rule in words.
"""
