#!/usr/bin/env bash
# Measures how long the default night takes, stage by stage. Runs ROUNDS nights (default 3), each in a new work folder. After
# each night it runs the same night again, which skips every stage. Prints medians.
# usage: benchmarks/night.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
scripts/madrugada package --to target/benchmarks/package >/dev/null # builds what is missing
work=target/benchmarks/night
rm -rf "$work"
mkdir -p "$work"
for ((round = 1; round <= rounds; round++)); do
  for kind in first again; do
    started=$(date +%s.%N)
    scripts/run-local.sh --work "$work/$round" >"$work/$round-$kind.log" 2>&1
    echo "$started $(date +%s.%N)" >"$work/$round-$kind.time"
    cp "$work/$round/summary.json" "$work/$round-$kind.json"
  done
done
node benchmarks/night.mjs "$work" "$rounds"
