#!/bin/sh
# Print the first Python >= 3.11 of the path ($PYTHON first, where it is set), or say that there is none.
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        command -v "$candidate"
        exit 0
    fi
done
echo "Python 3.11 or newer is needed: https://www.python.org/downloads/" >&2
exit 1
