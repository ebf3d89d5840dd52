"""What editors see of publishing: what would be published, what was, and what was corrected."""
