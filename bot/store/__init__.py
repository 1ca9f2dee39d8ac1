"""What is kept for each server: its settings, missed questions' words, and who changed what."""
