"""From a result and the catalogue to a plan: what to do, in which quarters, who can help, and why."""

from jazari_assess.engine.plan.compare import compare, frontier
from jazari_assess.engine.plan.roadmap import kept_plan, plan

__all__ = ["compare", "frontier", "kept_plan", "plan"]
