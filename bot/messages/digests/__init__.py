"""The digest of a published quarter: a report in, the messages of one thread out."""
