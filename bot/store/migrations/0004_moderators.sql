-- No language: Discord's own for the server. No channel: no digest, and nothing is counted for it.
ALTER TABLE servers ADD COLUMN language TEXT;
ALTER TABLE servers ADD COLUMN per_minute INTEGER NOT NULL DEFAULT 10
    CHECK (per_minute BETWEEN 1 AND 60);
ALTER TABLE servers ADD COLUMN digest_channel INTEGER;
ALTER TABLE servers ADD COLUMN digest_due INTEGER NOT NULL DEFAULT 0;

CREATE TABLE manager_roles (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    role INTEGER NOT NULL,
    PRIMARY KEY (guild, role)
) WITHOUT ROWID;

-- How many of the times it was answered, but the asker did not like the answer.
ALTER TABLE missed ADD COLUMN disliked INTEGER NOT NULL DEFAULT 0;

CREATE TABLE ignored (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    key TEXT NOT NULL,
    PRIMARY KEY (guild, key)
) WITHOUT ROWID;

-- How often something happened on a day, and to which article, if to one. No person, no words.
CREATE TABLE counts (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    day INTEGER NOT NULL,
    what TEXT NOT NULL,
    article TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (guild, day, what, article)
) WITHOUT ROWID;
