#!/usr/bin/env bash
# How fast kinesis-batch reads a window from the local Kinesis, which runs in a process of its own. MB are 10^6 bytes
# of payload. Prints a table of medians; benchmarks/target/ingest.jsonl has a line for each run.
#   throttled     as AWS throttles (2 MB/s and five calls a second for each shard), 16 shards, 2 GiB, local[2]
#   unthrottled   4 shards, 1 GiB in 1 KiB records, one core for the reader, one for the local Kinesis; against a bare
#                 SDK loop that only counts bytes, the faster of one by pages of 10 MB and one by 2 MB, and against a
#                 socket that only drains; in turns, each after two warm-ups
#   heap          2 GiB with -Xmx1g
# usage: benchmarks/ingest.sh [--reduced] [throttled] [unthrottled] [heap]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -B -DskipTests -pl benchmarks -am package
exec java "-Dmadrugada.root=$PWD" -cp 'benchmarks/target/classes:benchmarks/target/lib/*:scripts/spark/target/spark/jars/*' \
  dev.madrugada.benchmarks.ingest.IngestBenchmark "$@"
