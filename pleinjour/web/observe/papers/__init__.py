"""The papers of observe: what the staff, the CST and the DPO are told, and the monthly report."""
