"""Findings in; Block Kit as plain dicts and the full fallback text out. No Slack import."""
