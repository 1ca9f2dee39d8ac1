-- Counts of what members think of passages; nothing here tells who or when.
CREATE TABLE ratings (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    digest TEXT NOT NULL,
    good INTEGER NOT NULL,
    bad INTEGER NOT NULL,
    PRIMARY KEY (guild, digest)
) WITHOUT ROWID;
