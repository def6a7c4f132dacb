"""Many customers at once, in the order given; one bad row never stops the batch."""

from __future__ import annotations

from followup.bulk.batch import Unassessed, assess


__all__ = ["Unassessed", "assess"]
