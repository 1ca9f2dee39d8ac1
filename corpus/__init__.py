"""What do we have? Files become clean articles, and articles become passages with exact offsets."""
