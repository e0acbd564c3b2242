"""Logs in a storage that speaks S3: which ones a name stands for, and their bytes."""

from pleinjour.cli.object_storage.objects import is_object, list_objects, open_object

__all__ = ["is_object", "list_objects", "open_object"]
