"""Programs that measure and train; they print tables and are never part of the test run."""
