#!/usr/bin/env bash
# Measures how fast kinesis-batch reads a window from the local Kinesis, which runs in a process of its own. 1 MB is 10^6
# bytes of payload. Prints a table of medians. Writes one line of JSON per run to benchmarks/target/ingest.jsonl.
#   throttled     16 shards, 2 GiB, local[2], with AWS's limits (2 MB/s and 5 calls/s for each shard)
#   unthrottled   4 shards, 1 GiB in records of 1 KiB; one core for the reader, one for the local Kinesis. Compares with two
#                 bare SDK loops that only count bytes, with pages of 10 MB and of 2 MiB, and with a socket without a
#                 decoder. The programs take turns; each reads twice to warm up
#   heap          2 GiB with -Xmx1g
# usage: benchmarks/ingest.sh [--reduced] [throttled] [unthrottled] [heap]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -B -DskipTests -pl benchmarks -am package
exec java "-Dmadrugada.root=$PWD" -cp 'benchmarks/target/classes:benchmarks/target/lib/*:scripts/spark/target/spark/jars/*' \
  dev.madrugada.benchmarks.ingest.IngestBenchmark "$@"
