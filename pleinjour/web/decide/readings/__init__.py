"""What the engines read from the rows of this room, and give back as values."""
