#!/bin/sh
# Runs a night on this machine: see scripts/run-local.sh --help.
# Checks what it needs, builds what is missing, and hands over to scripts/local/run-local.mjs.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
local=$root/scripts/local

missing=
lacks() {
    echo "run-local: $1" >&2
    missing=yes
}

java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1) || version=
[ "$version" = 17 ] || lacks "a JDK 17 is needed (found: ${version:-none}); install one or set JAVA_HOME"
command -v mvn >/dev/null 2>&1 || lacks "Maven (mvn) is needed, 3.8 or newer"
node=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p') || node=
[ "${node:-0}" -ge 20 ] || lacks "Node 20 or newer is needed (found: ${node:-none})"
[ -z "$missing" ] || exit 75

if [ ! -d "$local/node_modules" ] || [ "$local/package-lock.json" -nt "$local/node_modules/.package-lock.json" ]; then
    echo "run-local: installing the driver's packages (npm ci)"
    (cd "$local" && npm ci --silent) || {
        echo "run-local: npm ci failed in $local" >&2
        exit 75
    }
    touch "$local/node_modules/.package-lock.json"
fi

run() {
    node --import "$local/polyfill.mjs" "$local/run-local.mjs" "$@"
}

# A wrong word should not cost a build.
for word in "$@"; do
    case $word in --help | -h) run --help && exit 0 ;; esac
done
MADRUGADA_CHECK_ONLY=yes run "$@" || exit $?

# $1 what is built, then the folders it is built from.
stale() {
    built=$1
    shift
    [ -e "$built" ] || return 0
    [ -n "$(find "$@" -newer "$built" -type f 2>/dev/null | head -n 1)" ]
}
shared="common/src/main aws/src/main pom.xml"
cd "$root"
build=
# shellcheck disable=SC2086 # words on purpose
{
    stale ingest-job/target/ingest-job-all.jar ingest-job/src/main kinesis-source/src/main $shared && build=yes
    stale transform-job/target/transform-job-all.jar transform-job/src/main $shared && build=yes
    stale quality/target/quality-all.jar quality/src/main $shared && build=yes
    stale load-job/target/load-job-all.jar load-job/src/main warehouse/src/main $shared && build=yes
    stale lambdas/night/target/night-all.jar lambdas/night/src/main $shared && build=yes
    stale lambdas/report/target/report-all.jar lambdas/report/src/main warehouse/src/main $shared && build=yes
    stale "$(ls local-stack/target/local-stack-*.jar 2>/dev/null | head -n 1)" local-stack/src/main && build=yes
    [ -d scripts/spark/target/spark/jars ] || build=yes
} || true
if [ -n "$build" ]; then
    echo "run-local: building (the first time takes minutes) ..."
    mvn -q -DskipTests package || {
        echo "run-local: the build failed; see Maven's messages above" >&2
        exit 70
    }
fi
cd "$OLDPWD"

exec node --import "$local/polyfill.mjs" "$local/run-local.mjs" "$@"
