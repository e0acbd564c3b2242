"""How formats wrap what they say: pieces that readers share."""
