"""The roll's pages, for data directors; everything looked up is noted in the audit log."""
