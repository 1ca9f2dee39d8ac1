"""What holds for all tests: none fails because the machine is slow."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

HASTY = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
"""What depends on the machine, and on the luck of the draw."""

settings.register_profile("patient", deadline=None, suppress_health_check=HASTY)
settings.load_profile("patient")
