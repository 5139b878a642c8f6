"""Find time expressions and settle them against the day of publication."""

from dateline.extract.times.stage import find_times

__all__ = ["find_times"]
