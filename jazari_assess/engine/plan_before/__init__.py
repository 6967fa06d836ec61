"""From a result and the catalogue to a roadmap: which items, in which quarters, and why."""

from jazari_assess.engine.plan_before.compare import compare, frontier
from jazari_assess.engine.plan_before.roadmap import DELIVERED_AT_LEAST, kept_plan, plan

__all__ = ["DELIVERED_AT_LEAST", "compare", "frontier", "kept_plan", "plan"]
