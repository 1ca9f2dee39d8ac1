"""What the bot says on Discord, one file of texts for each language."""
