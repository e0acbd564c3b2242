"""What the pages of observation say, made of published cells: sentences, figures, charts, tables."""
