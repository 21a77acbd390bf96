"""Libraries: added, brought up to date, compared with what is out there, held to the lock."""

from diptych.libraries.commands import add, declared_in, is_revision, outdated, verify
from diptych.libraries.report import Report
from diptych.libraries.updating import Plan

__all__ = ["Plan", "Report", "add", "declared_in", "is_revision", "outdated", "verify"]
