-- Where there are any, all other channels are off.
CREATE TABLE only_channels (
    guild INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    channel INTEGER NOT NULL,
    PRIMARY KEY (guild, channel)
) WITHOUT ROWID;
