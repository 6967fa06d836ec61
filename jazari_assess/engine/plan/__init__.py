"""From a result and the catalogue to a plan: what to do, in which quarters, who can help, and why."""

from jazari_assess.engine.plan_before import DELIVERED_AT_LEAST, compare, frontier, kept_plan, plan

__all__ = ["DELIVERED_AT_LEAST", "compare", "frontier", "kept_plan", "plan"]
