"""Floor 0, the thinking: no Slack, no SQL, no clock, no disk, no environment."""
