#!/usr/bin/env bash
# Measures how fast ingest writes a day of a stream as raw: hourly partitions of zstd Parquet, manifests with every shard's
# span, checked against what was read. Compares whole processes (local[2]) that take turns: ingest; the Kinesis source
# with a plain Spark write of the same columns as zstd Parquet; the same source with the payloads as gzip JSON lines, which
# is what Firehose writes. All write to the local file system; the local Kinesis runs in a process of its own, on the same
# cores. Prints a table of medians. Writes one line of JSON per run to benchmarks/target/raw.jsonl; the programs' logs go to
# benchmarks/target/raw.log. The size is 3,000,000 events (1.2 GB of JSON) in 3 rounds.
# usage: benchmarks/raw.sh [--reduced]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -B -DskipTests -pl benchmarks -am package
exec java "-Dmadrugada.root=$PWD" -cp 'benchmarks/target/classes:benchmarks/target/lib/*:scripts/spark/target/spark/jars/*' \
  dev.madrugada.benchmarks.raw.RawBenchmark "$@"
