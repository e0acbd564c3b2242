"""What pages and files say of sheets: values to be drawn, and no question to the database."""
