"""Where is it? Passages become an index on disk, and a question becomes verbatim quotes."""
