-- What each of the counts in ratings came from, until the server's retention is over. Who it was is
-- a keyed hash for each passage; the key is in a file of its own and in no backup.
CREATE TABLE opinions (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    digest TEXT NOT NULL,
    who BLOB NOT NULL,
    good INTEGER NOT NULL,
    day INTEGER NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (guild, digest, who)
) WITHOUT ROWID;
