"""A roadmap in a terminal: one block a quarter."""

from rich.console import RenderableType
from rich.padding import Padding

from jazari_assess.cli.terminal import plain
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.render.page_types import Item, Page, Plan

_SHOWN = 12
"""Of what was left out, a terminal shows so many; the JSON holds all."""


def plan_parts(page: Page, interface: InterfaceText) -> list[RenderableType]:
    """Return the plan: its settings, the items by quarter with their reasons, what is left out, and where it leads."""
    plan = page.plan
    settings = " · ".join(f"{name}: {value}" for name, value in plan.settings)
    parts: list[RenderableType] = [plain(page.cover.firm, "bold"), plain(settings), plain(plan.status), plain("")]
    parts += [part for item in plan.items for part in _item(item)]
    parts += _left_out(plan, interface)
    return [*parts, *_steps(plan, interface), plain(interface.say("commands.plan.estimates"), "dim")]


def _item(item: Item) -> list[RenderableType]:
    facts = [item.kind_text, item.effort, item.overall_gain_text, *item.tags, item.to_check]
    reasons = [*item.why, *item.gains, item.why_now, item.why_provider]
    lines = [
        " · ".join(fact for fact in facts if fact),
        " ".join(reason for reason in reasons if reason),
        item.first_step,
        " · ".join(fact for fact in (item.provider, item.status, item.source) if fact),
    ]
    head = plain(f"{item.quarter_text} · {item.title}", "bold")
    return [head, *(Padding(plain(line), (0, 0, 0, 3)) for line in lines if line), plain("")]


def _left_out(plan: Plan, interface: InterfaceText) -> list[RenderableType]:
    if not plan.left_out:
        return []
    told = [plain(f"- {left.title} ({left.kind_text}): {left.reason}") for left in plan.left_out[:_SHOWN]]
    more = len(plan.left_out) - _SHOWN
    last = [plain(interface.say("commands.plan.more", count=str(more)))] if more > 0 else []
    return [plain(interface.say("commands.plan.left-out"), "bold"), *told, *last, plain("")]


def _steps(plan: Plan, interface: InterfaceText) -> list[RenderableType]:
    if not plan.steps:
        return []
    told = " → ".join(f"{step.name} {step.text}" for step in plan.steps)
    return [plain(interface.say("commands.plan.projection"), "bold"), plain(told), plain("")]
