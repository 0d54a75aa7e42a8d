#!/usr/bin/env bash
# Measures the cold start of glue-runner: a new process whose first call checks the claims of an empty table in AWS's
# DynamoDBLocal, on the same cores. The JVM has the options of Lambda's Java runtime. The time is that of the whole
# process, from its start to its end. Prints the median and the size of the JAR.
# usage: benchmarks/cold-start.sh [ROUNDS]   (default 5)
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
scripts/madrugada package --to target/benchmarks/package >/dev/null # builds what is missing
load=$(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo unknown)
node benchmarks/cold-start.mjs "$rounds"
echo "load average: $load before, $(nproc) processors"
