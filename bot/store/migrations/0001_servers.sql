CREATE TABLE servers (
    guild INTEGER PRIMARY KEY,
    private INTEGER NOT NULL DEFAULT 0,
    keep_missed INTEGER NOT NULL DEFAULT 0,
    retention_days INTEGER NOT NULL DEFAULT 30 CHECK (retention_days BETWEEN 1 AND 365)
);

CREATE TABLE silent_channels (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    channel INTEGER NOT NULL,
    PRIMARY KEY (guild, channel)
) WITHOUT ROWID;

-- Days, not times, and counts, not questions: nothing here tells who asked.
CREATE TABLE missed (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    key TEXT NOT NULL,
    day INTEGER NOT NULL,
    words TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (guild, key, day)
) WITHOUT ROWID;

CREATE INDEX missed_by_day ON missed (guild, day);

CREATE TABLE actions (
    number INTEGER PRIMARY KEY,
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    user INTEGER NOT NULL,
    what TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE INDEX actions_by_server ON actions (guild, number);
