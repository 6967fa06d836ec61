#!/bin/sh
# Fetch axe-core, which looks for barriers in pages, for the tests of the offline form: from npm's registry, a fixed
# version whose content is known. Without npm or network those tests are skipped and say so.
set -eu

version=4.14.1
sha256=29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c
folder=${1:?where to put it}
target=$folder/axe.min.js

[ -s "$target" ] && exit 0
command -v npm >/dev/null 2>&1 || { echo "missing: npm, which fetches axe-core for the tests of forms" >&2; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if (cd "$work" && npm pack --silent "axe-core@$version" >/dev/null 2>&1); then
    echo "$sha256  $work/package/axe.min.js" >"$work/sum"
    tar -xzf "$work/axe-core-$version.tgz" -C "$work" package/axe.min.js package/LICENSE
    { sha256sum --check --status "$work/sum" 2>/dev/null || shasum -a 256 --check --status "$work/sum"; } ||
        { echo "axe-core $version is not the file it was" >&2; exit 1; }
    mkdir -p "$folder"
    cp "$work/package/LICENSE" "$folder/LICENSE"
    cp "$work/package/axe.min.js" "$target"
else
    echo "axe-core could not be fetched; the tests that need it are skipped" >&2
fi
