"""A strict stand-in for Slack on 127.0.0.1: people try the bot in it, tests use it as the fake.

It knows nothing of the bot. It reads ``manifest.yml`` and ``workspace.yml`` and speaks HTTP and
WebSocket, and it refuses what Slack refuses, with Slack's own error names.
"""
