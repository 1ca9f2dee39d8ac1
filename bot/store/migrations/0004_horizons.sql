-- How far the story may be told, as codes of corpus/spoilers.py; channel 0 is the whole server.
CREATE TABLE horizons (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    channel INTEGER NOT NULL,
    point INTEGER NOT NULL,
    PRIMARY KEY (guild, channel)
) WITHOUT ROWID;

-- How far a member of a server has come; guild 0 is the direct conversation with them.
CREATE TABLE progress (
    user INTEGER NOT NULL,
    guild INTEGER NOT NULL,
    point INTEGER NOT NULL,
    PRIMARY KEY (user, guild)
) WITHOUT ROWID;

CREATE INDEX progress_by_server ON progress (guild);
