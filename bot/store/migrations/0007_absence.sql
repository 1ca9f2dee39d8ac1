-- The day on which it was first seen that the bot is not in the server any more.
ALTER TABLE servers ADD COLUMN absent_since INTEGER;
