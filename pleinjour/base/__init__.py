"""Values everyone shares. Imports nothing of ours."""
