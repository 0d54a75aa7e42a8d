#!/bin/sh
# Collects what is uploaded to AWS, with the SHA-256 of each file. See docs/deploy.md.
#
#   scripts/package.sh [--no-build] [--to DIR]
#
# --no-build   takes the JARs as they are instead of building them
# --to DIR     where to, target/package unless given; an earlier package there is replaced
#
# Exit status: 0 done, 64 wrong arguments, 70 the build failed or something is missing.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=yes
to=$root/target/package

refuse() {
    echo "package: $2" >&2
    exit "$1"
}

while [ $# -gt 0 ]; do
    case $1 in
    --no-build) build= ;;
    --to)
        [ $# -gt 1 ] || refuse 64 "--to needs a folder"
        to=$2
        shift
        ;;
    --help | -h) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0" && exit 0 ;;
    *) refuse 64 "$1 is not known; see scripts/package.sh --help" ;;
    esac
    shift
done
# What is there may be anybody's: only a package, or nothing, is replaced.
[ ! -e "$to" ] || [ -f "$to/SHA256SUMS" ] || [ -z "$(ls -A "$to" 2>/dev/null)" ] ||
    refuse 64 "$to is not a package of before; name a folder that is new or empty"

if [ -n "$build" ]; then
    echo "package: building ..."
    (cd "$root" && mvn -q -DskipTests -pl '!night-tests,!kinesis-tests,!kinesis-tests/older-sdk,!scripts/spark' package >&2) ||
        refuse 70 "the build failed; see Maven's messages above"
fi

# Beside its place, so that a package is there whole or not at all.
draft=$to.part
rm -rf "$draft"
mkdir -p "$draft/jars" "$draft/datasets"
for module in ingest-job transform-job quality load-job lambdas/night lambdas/report kinesis-source; do
    jar=$root/$module/target/$(basename "$module")-all.jar
    [ -f "$jar" ] || refuse 70 "$jar is missing; leave out --no-build"
    cp "$jar" "$draft/jars/"
done
cp "$root/step-function.json" "$root/night-ended-badly.json" "$root/scripts/glue/placeholder.scala" "$draft/"
for dataset in "$root"/datasets/*/; do
    name=$(basename "$dataset")
    mkdir "$draft/datasets/$name"
    # Its files, but neither the samples nor what explains them.
    find "$dataset" -maxdepth 1 -type f ! -name '*.md' -exec cp {} "$draft/datasets/$name/" \;
done
sums=sha256sum
command -v sha256sum >/dev/null 2>&1 || sums="shasum -a 256"
(
    cd "$draft"
    find . -type f | LC_ALL=C sort | while IFS= read -r file; do $sums "${file#./}"; done
) >"$to.sums"
mv "$to.sums" "$draft/SHA256SUMS"
rm -rf "$to"
mv "$draft" "$to"
echo "package: $(wc -l <"$to/SHA256SUMS" | tr -d ' ') files, $(du -sh "$to" | cut -f 1), in $to"
