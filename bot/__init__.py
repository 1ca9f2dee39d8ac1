"""Who is asking? Discord and the terminal: settings, permissions and how an answer looks."""
