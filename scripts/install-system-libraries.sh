#!/bin/sh
# Install what pip cannot: Pango for the PDF (and HarfBuzz's subsetter, which makes it quicker), and Python's venv module
# where Debian splits it off. With --for-tests also the programs that some tests open the outputs with; without them
# those tests are skipped, so a machine where they cannot be installed is no failure.
set -eu

purpose=${1:-to-run}
python=$(sh "$(dirname "$0")/find-python.sh" 2>/dev/null) || true
python=${python:-python3}

has_library() {
    "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" >/dev/null 2>&1
}

has_pango() {
    has_library libpango-1.0.so.0 && has_library libpangoft2-1.0.so.0
}

debian_packages_to_run() {
    command -v "$python" >/dev/null 2>&1 || echo python3
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
        "$python" -c 'import sys; print(f"python3.{sys.version_info[1]}-venv")' 2>/dev/null || echo python3-venv
    has_pango || echo libpango-1.0-0 libpangoft2-1.0-0
    has_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
}

debian_packages_for_tests() {
    command -v pdftotext >/dev/null 2>&1 || echo poppler-utils
    command -v node >/dev/null 2>&1 || echo nodejs
    command -v npm >/dev/null 2>&1 || echo npm
    has_office || echo libreoffice-calc-nogui libreoffice-writer-nogui libreoffice-impress-nogui
    has_browser || ! grep -qx 'ID=debian' /etc/os-release || echo chromium # elsewhere it comes as a snap
}

has_office() {
    program=$(command -v soffice) || return 1
    folder=$(dirname "$(readlink -f "$program")")
    [ -e "$folder/libswlo.so" ] && [ -e "$folder/libsdlo.so" ] && [ -e "$folder/libsclo.so" ]
}

has_browser() {
    for name in chromium chromium-browser google-chrome chrome; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

debian() {
    if [ "$purpose" = --for-tests ]; then packages=$(debian_packages_for_tests); else packages=$(debian_packages_to_run); fi
    packages=$(echo $packages)
    [ -n "$packages" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        echo "missing; install with: sudo apt-get install $packages" >&2
        [ "$purpose" = --for-tests ]
        return
    fi
    echo "installing: $packages"
    apt-get update -qq || echo "apt-get update failed; trying with the lists that are there" >&2
    # shellcheck disable=SC2086 # one word a package
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages >/dev/null ||
        [ "$purpose" = --for-tests ]
}

macos() {
    [ "$purpose" = --for-tests ] && return 0
    if "$python" -c 'import ctypes.util, sys; sys.exit(not ctypes.util.find_library("pango-1.0"))' 2>/dev/null; then return 0; fi
    if [ -e /opt/homebrew/lib/libpango-1.0.dylib ] || [ -e /usr/local/lib/libpango-1.0.dylib ]; then return 0; fi
    command -v brew >/dev/null 2>&1 || { echo "missing: Pango; install Homebrew, then: brew install pango" >&2; return 1; }
    brew install pango
}

elsewhere() {
    [ "$purpose" = --for-tests ] && return 0
    has_pango && return 0
    echo "missing: Pango, which writes the PDF. Install it with your package manager:" >&2
    echo "  Fedora: sudo dnf install pango    Arch: sudo pacman -S pango    Alpine: sudo apk add pango" >&2
    echo "  Windows: install MSYS2, then in its shell: pacman -S mingw-w64-x86_64-pango" >&2
    return 1
}

case "$(uname -s)" in
    Darwin) macos ;;
    Linux) if command -v apt-get >/dev/null 2>&1; then debian; else elsewhere; fi ;;
    *) elsewhere ;;
esac
