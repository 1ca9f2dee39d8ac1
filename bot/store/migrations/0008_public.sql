-- Whether everybody could read the question: the digest tells of no other. With the others stand
-- the reasons why an answer did not please.
CREATE TABLE missed_before AS SELECT * FROM missed;

DROP TABLE missed;

CREATE TABLE missed (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    key TEXT NOT NULL,
    day INTEGER NOT NULL,
    public INTEGER NOT NULL,
    words TEXT NOT NULL,
    times INTEGER NOT NULL,
    disliked INTEGER NOT NULL,
    PRIMARY KEY (guild, key, day, public)
) WITHOUT ROWID;

CREATE INDEX missed_by_day ON missed (guild, day);

INSERT INTO missed SELECT guild, key, day, 0, words, times, disliked FROM missed_before;

DROP TABLE missed_before;
