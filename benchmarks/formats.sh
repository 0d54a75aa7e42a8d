#!/usr/bin/env bash
# Measures how long the default night takes in each table format: the flights' sample day as Parquet, as Delta and as
# Iceberg. The formats take turns; each night has a new work folder and a stack of its own. Prints medians, and their
# ratios to Parquet's. Fails if the content digests of the formats differ.
# usage: benchmarks/formats.sh [ROUNDS]   (default 2)
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-2}
date=2001-01-01
scripts/madrugada package --to target/benchmarks/package >/dev/null # builds what is missing
work=$PWD/target/benchmarks/formats
rm -rf "$work"
formats=(parquet delta iceberg)
for format in "${formats[@]}"; do
  dataset=$work/datasets/$format/flights
  mkdir -p "$dataset"
  cp -R datasets/flights/. "$dataset"
  printf '\nformat: %s\n' "$format" >>"$dataset/dataset.yaml"
done
load=$(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo unknown)
for ((round = 1; round <= rounds; round++)); do
  for format in "${formats[@]}"; do
    night=$work/$round-$format
    started=$(date +%s.%N)
    scripts/run-local.sh --work "$night" --dataset "$work/datasets/$format/flights" --date "$date" >"$night.log" 2>&1
    echo "$started $(date +%s.%N)" >"$night.time"
  done
done
echo "load average: $load before, $(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo unknown) after, $(nproc) processors"
node benchmarks/formats.mjs "$work" "$rounds" "$date"
