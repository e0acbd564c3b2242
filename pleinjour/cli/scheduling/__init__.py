"""Reading many logs: in this process, in several, or on several machines. The figures are the same bytes in all."""
