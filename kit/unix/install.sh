#!/bin/sh
# Install jazari-assess for this user from the wheels beside this script: no network, no administrator.
#   sh install.sh [FOLDER]     FOLDER: where to put it (default: ~/.local/share/jazari-assess)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
target=${1:-"$HOME/.local/share/jazari-assess"}
bin=${JAZARI_BIN:-"$HOME/.local/bin"}

find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

if ! python=$(find_python); then
    echo "Il faut Python 3.11, 3.12 ou 3.13 : installez-le depuis https://www.python.org/downloads/" >&2
    echo "Python 3.11, 3.12 or 3.13 is needed: install it from https://www.python.org/downloads/" >&2
    exit 1
fi

# Debian has Python without pip: the one of this kit runs from its own wheel.
"$python" -m venv --without-pip "$target"
pip=$(ls "$here"/wheels/pip-*.whl)
"$target/bin/python" "$pip/pip" install --quiet --disable-pip-version-check --no-index --find-links "$here/wheels" \
    --only-binary=:all: jazari-assess

mkdir -p "$bin"
ln -sf "$target/bin/jazari-assess" "$bin/jazari-assess"
echo "Installé / Installed: $bin/jazari-assess"
case ":$PATH:" in
*":$bin:"*) ;;
*) echo "Ajoutez ce dossier à votre PATH / Add it to your PATH: export PATH=\"$bin:\$PATH\"" ;;
esac
"$target/bin/jazari-assess" doctor || true
