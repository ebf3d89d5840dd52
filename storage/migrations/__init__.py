"""Every schema there ever was, oldest first; run by `pcp migrate`."""
