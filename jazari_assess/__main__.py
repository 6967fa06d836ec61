"""``python -m jazari_assess`` and the command ``jazari-assess``."""

import gc
import sys

_COLLECT_EVERY = 100_000
"""Objects made before the collector looks: a start makes some 15,000 that stay, so it never looks in vain."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_COLLECT_EVERY)  # what a start imports stays: looking for garbage in it is a tenth of the time
    from jazari_assess.cli.run import run  # noqa: PLC0415 - after the line above, which is for it

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
