// Medians over the rounds of benchmarks/night.sh.
import { readFileSync } from "node:fs";
import path from "node:path";
import { median } from "./median.mjs";

const [work, rounds] = process.argv.slice(2);

const read = (kind) =>
  Array.from({ length: Number(rounds) }, (_, round) => {
    const name = path.join(work, `${round + 1}-${kind}`);
    const [from, to] = readFileSync(`${name}.time`, "utf8").trim().split(" ").map(Number);
    return { total: to - from, stages: JSON.parse(readFileSync(`${name}.json`, "utf8")).stages };
  });

const [first, again] = [read("first"), read("again")];
const seconds = (nights, index) => median(nights.map((night) => night.stages[index].seconds)).toFixed(1);
console.log(`| stage | first (s) | again, skipped (s) |\n|---|---:|---:|`);
first[0].stages.forEach(({ stage }, index) => console.log(`| ${stage} | ${seconds(first, index)} | ${seconds(again, index)} |`));
const total = (nights) => median(nights.map((night) => night.total)).toFixed(1);
console.log(`| the whole command | ${total(first)} | ${total(again)} |`);
console.log(`\nmedian of ${rounds} rounds, ${new Date().toISOString().slice(0, 10)}`);
