"""One file a format; the suffix chooses the reader."""
