#!/usr/bin/env bash
# Measures the stages of a whole night of order events on this machine, for the model of scripts/madrugada size: the dataset
# and the events of benchmarks/raw.sh, 16 rules, the local stack on the same cores. Prints a table of seconds by stage.
# usage: benchmarks/size.sh [EVENTS]
# EVENTS is 3,000,000 (1.2 GB of JSON) by default. The night's folder, benchmarks/target/size, is deleted first.
set -euo pipefail
cd "$(dirname "$0")/.."
events=${1:-3000000}
work=$PWD/benchmarks/target/size
mvn -q -B -DskipTests -pl benchmarks -am package
rm -rf "$work"
day=$(java -cp 'benchmarks/target/classes:benchmarks/target/lib/*:scripts/spark/target/spark/jars/*' \
  dev.madrugada.benchmarks.raw.OrdersInput "$work" "$events")
cat >"$work/orders/quality.dqdl" <<'RULES'
Rules = [
  RowCount > 0,
  IsComplete "order_id", IsUnique "order_id", IsComplete "ordered_at", IsComplete "customer_id",
  Completeness "sku" > 0.5, Completeness "customer_name" > 0.5,
  ColumnValues "quantity" >= 0, ColumnValues "price" >= 0,
  ColumnValues "country" in ["ES", "PT"],
  ColumnLength "status" <= 8, ColumnLength "channel" <= 8,
  Mean "quantity" > 0, Sum "quantity" > 0,
  DistinctValuesCount "status" > 0, DistinctValuesCount "channel" > 0
]
RULES
status=0
scripts/madrugada run --dataset "$work/orders" --date "$day" --input "$work/orders.ndjson" --arrivals spread \
  --work "$work/night" --json >"$work/summary.json" || status=$?
[ "$status" -eq 0 ] || { cat "$work/summary.json"; exit "$status"; }
node -e '
  const summary = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  console.log(`${summary.status}: read ${summary.counts.read}, loaded ${summary.counts.loaded}`);
  console.log("| stage | seconds |\n|---|---:|");
  for (const { stage, seconds } of summary.stages) console.log(`| ${stage} | ${seconds.toFixed(1)} |`);
' "$work/summary.json"
du -sb "$work"/night/stack/s3/madrugada/lake/{raw,curated} | awk '{printf "%s %.1f MB\n", $2, $1 / 1e6}'
