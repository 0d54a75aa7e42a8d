#!/usr/bin/env bash
# Measures how fast a day of order events is transformed: raw Parquet to parsed, deduplicated, looked-up and derived rows in
# zstd Parquet. Compares the transform job with DuckDB (one SQL statement, two threads) and with the obvious Spark program
# (local[2]). The events are generated from fixed seeds. Prints a table of medians. Writes one line of JSON per run to
# benchmarks/target/transform.jsonl; the programs' logs go to benchmarks/target/transform.log.
#   speed      cold: whole processes that take turns; warm: the second and third run inside one process of each program
#   heap       the transform job with -Xmx2g against -Xmx6g
#   scale      8 times the events
#   days       71 events over 30 event days against 71 events on one
#   skew       80 % of the events with one key, then on one event day, against even events over 5 event days
#   cluster    a standalone cluster of a master and two workers publishes the same content digests as one process
#   compare    transform's rows, duplicates and quarantine equal DuckDB's, column by column; fails if they do not
# usage: benchmarks/transform.sh [--reduced] [--events N] [--rounds N] [speed] [heap] [scale] [days] [skew] [cluster] [compare]
# Without a scenario it measures speed. N is 3,000,000 events (1.2 GB of JSON) and 2 rounds by default.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -B -DskipTests -pl benchmarks -am package
exec java "-Dmadrugada.root=$PWD" -cp 'benchmarks/target/classes:benchmarks/target/lib/*:scripts/spark/target/spark/jars/*' \
  dev.madrugada.benchmarks.transform.TransformBenchmark "$@"
