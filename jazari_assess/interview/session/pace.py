"""Whether a key was meant for the question on the screen: a held or bursting key answers one question, not all."""

from dataclasses import dataclass

GUARD = 0.15  # seconds: below what anybody needs to read a question, above what a keyboard repeats at (0.03)


@dataclass
class Pace:
    """When keys are taken again, in seconds of one clock; a key that comes earlier begins the wait anew.

    So a held key answers once, however long it is held. A guard of 0 takes every key.
    """

    guard: float = GUARD
    ready_at: float = float("-inf")

    def shown(self, at: float) -> None:
        """A question shows."""
        self.ready_at = at + self.guard

    def takes(self, at: float) -> bool:
        """Say whether a key pressed at a moment was meant for what shows."""
        if self.guard == 0 or at >= self.ready_at:
            return True
        self.ready_at = max(self.ready_at, at + self.guard)
        return False
