"""The one place that turns faults into sentences for people."""
