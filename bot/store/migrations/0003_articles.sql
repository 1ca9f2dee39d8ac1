-- Who added which of the server's own articles; the files themselves lie in its folder.
CREATE TABLE own_articles (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    path TEXT NOT NULL,
    user INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (guild, path)
) WITHOUT ROWID;

CREATE TABLE hidden_articles (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    path TEXT NOT NULL,
    PRIMARY KEY (guild, path)
) WITHOUT ROWID;

-- Passages by the digests of their texts, so that a mark outlasts a new index.
CREATE TABLE marked_passages (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    digest TEXT NOT NULL,
    mark TEXT NOT NULL CHECK (mark IN ('pinned', 'hidden')),
    PRIMARY KEY (guild, digest)
) WITHOUT ROWID;

-- The names of a group are lines of one text.
CREATE TABLE aliases (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    names TEXT NOT NULL,
    PRIMARY KEY (guild, names)
) WITHOUT ROWID;
