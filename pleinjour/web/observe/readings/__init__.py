"""What published figures allow to say: bounds, needs, trends, patterns worth a look. Pure: no Django, no clock."""
