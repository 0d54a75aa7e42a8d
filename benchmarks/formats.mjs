// Medians over the rounds of benchmarks/formats.sh, and the comparison of the formats' content digests.
import { readFileSync } from "node:fs";
import path from "node:path";
import { median } from "./median.mjs";

const [work, rounds, date] = process.argv.slice(2);
const formats = ["parquet", "delta", "iceberg"];

const json = (...names) => JSON.parse(readFileSync(path.join(work, ...names), "utf8"));
const nights = (format) =>
  Array.from({ length: Number(rounds) }, (_, round) => {
    const name = `${round + 1}-${format}`;
    const [from, to] = readFileSync(path.join(work, `${name}.time`), "utf8").trim().split(" ").map(Number);
    const manifest = `stack/s3/madrugada/lake/curated/flights/_published/departed_on=${date}/0000000001.json`;
    return {
      total: to - from,
      gate: json(name, "summary.json").stages.find(({ stage }) => stage === "gate").seconds,
      content: json(name, manifest).content,
    };
  });

const byFormat = new Map(formats.map((format) => [format, nights(format)]));
const of = (format, figure) => median(byFormat.get(format).map((night) => night[figure]));
console.log(`| format | the gate (s) | the whole night (s) | ratio to Parquet | each night (s) |\n|---|---:|---:|---:|---|`);
for (const format of formats) {
  const total = of(format, "total");
  const each = byFormat.get(format).map((night) => night.total.toFixed(1)).join(", ");
  const ratio = (total / of("parquet", "total")).toFixed(2);
  console.log(`| ${format} | ${of(format, "gate").toFixed(1)} | ${total.toFixed(1)} | ${ratio} | ${each} |`);
}
console.log(`\nmedian of ${rounds} rounds, ${new Date().toISOString().slice(0, 10)}`);

const contents = new Set([...byFormat.values()].flat().map((night) => night.content));
console.log(contents.size === 1 ? `same content digest: ${[...contents][0]}` : `digests differ: ${[...contents].join(", ")}`);
process.exitCode = contents.size === 1 ? 0 : 1;
