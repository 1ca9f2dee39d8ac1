"""What people can do on Discord: each file is one thin cog that defers, asks and shows."""
