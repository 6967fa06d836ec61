"""``python -m jazari_assess`` and the command ``jazari-assess``."""

import sys

from jazari_assess.cli.run import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
