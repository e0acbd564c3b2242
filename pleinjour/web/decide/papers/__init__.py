"""The papers of decide: the impact study of a system, to read together, to sign and to keep."""
