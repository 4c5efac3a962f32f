"""Reading in the background: what was added on the desk, read into the ledger by a process of its own."""

from onrecord.run.jobs.queue import Jobs
from onrecord.run.jobs.records import Entry, Job, Material

__all__ = ["Entry", "Job", "Jobs", "Material"]
