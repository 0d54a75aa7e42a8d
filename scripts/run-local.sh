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

# Maven leaves an unchanged JAR as old as it was, so a stamp says when all of it was built last.
stamp=target/run-local.built
# $1 what is built, then the folders it is built from.
stale() {
    built=$1
    shift
    [ -e "$built" ] || return 0
    [ ! -e "$stamp" ] || [ "$built" -nt "$stamp" ] || built=$stamp
    [ -n "$(find "$@" -newer "$built" -type f 2>/dev/null | head -n 1)" ]
}
cd "$root"
common="common/src/main aws/src/main pom.xml job-parent"
# shellcheck disable=SC2086 # words on purpose
if stale ingest-job/target/ingest-job-all.jar ingest-job/src/main kinesis-source/src/main $common ||
    stale transform-job/target/transform-job-all.jar transform-job/src/main $common ||
    stale quality/target/quality-all.jar quality/src/main $common ||
    stale load-job/target/load-job-all.jar load-job/src/main warehouse/src/main $common ||
    stale lambdas/night/target/night-all.jar lambdas/night/src/main $common ||
    stale lambdas/report/target/report-all.jar lambdas/report/src/main warehouse/src/main $common ||
    stale local-stack/target/classes/dev/madrugada/localstack/LocalStack.class local-stack/src/main ||
    stale cli/target/classpath cli/src/main $common ||
    stale scripts/spark/target/spark/jars scripts/spark/pom.xml; then
    echo "run-local: building (the first time takes minutes) ..."
    mvn -q -DskipTests -Dspotless.check.skip=true -pl '!night-tests,!kinesis-tests' package || {
        echo "run-local: the build failed; see Maven's messages above" >&2
        exit 70
    }
    mkdir -p target && touch "$stamp"
fi
if [ ! -f scripts/spark/target/spark/classes.jsa ]; then
    echo "run-local: archiving Spark's classes, once, for every job to start faster ..."
    # Without the archive all runs as well, only later.
    scripts/spark/archive.sh >target/archive.log 2>&1 || echo "run-local: that failed (target/archive.log); going on" >&2
fi
cd "$OLDPWD"

exec node --import "$local/polyfill.mjs" "$local/run-local.mjs" "$@"
