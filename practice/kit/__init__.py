"""Block Kit's rules: what Slack accepts in messages, modals and the App Home."""
