"""The desk where anybody asks an authority about its systems: what is asked, its clock, the answer prepared."""
