// Compares what a night left behind with figures counted from its sample, without Spark and without our Java.
// usage: node .ci/check-night.mjs <sample.ndjson.gz> <work folder>
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import path from "node:path";

const [sample, work] = process.argv.slice(2);
const flights = gunzipSync(readFileSync(sample)).toString("utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
const summary = JSON.parse(readFileSync(path.join(work, "summary.json"), "utf8"));
const { counts } = summary;

const keys = new Set(flights.map((flight) => flight.flight_id));
assert.equal(summary.status, "succeeded");
assert.equal(counts.read, flights.length, "read");
assert.equal(counts.raw, flights.length, "raw");
assert.equal(counts.curated, keys.size, "curated");
assert.equal(counts.curated + counts.quarantined + counts.duplicates, flights.length, "every record has one fate");
let waiting = 0;
for (const { partition, published, loaded, waits } of summary.partitions) {
  assert.equal(Boolean(waits), partition.split("=")[1] > summary.date, `${partition} waits for its own night`);
  assert.equal(loaded, waits ? 0 : published, partition);
  waiting += waits ? published : 0;
}
assert.equal(counts.loaded + waiting, counts.curated, "loaded, or waiting for its own night");

const byHour = new Map();
for (const flight of flights) {
  const hour = new Date(flight.departed_at).getUTCHours();
  const sums = byHour.get(hour) ?? { flights: 0, late: 0, delay: 0 };
  byHour.set(hour, {
    flights: sums.flights + 1,
    late: sums.late + (flight.delay_minutes >= 15 ? 1 : 0),
    delay: sums.delay + flight.delay_minutes,
  });
}
const [header, ...rows] = readFileSync(summary.report.csv, "utf8").trim().split(/\r?\n/).map((line) => line.split(","));
assert.deepEqual(header, ["departure_hour", "flights", "late_flights", "mean_delay_minutes"]);
assert.equal(rows.length, byHour.size, "hours in the report");
for (const [hour, flown, late, delay] of rows) {
  const expected = byHour.get(Number(hour));
  assert.equal(Number(flown), expected.flights, `flights at ${hour}`);
  assert.equal(Number(late), expected.late, `late flights at ${hour}`);
  assert.ok(Math.abs(Number(delay) - expected.delay / expected.flights) <= 0.006, `mean delay at ${hour}`);
}

const html = readFileSync(summary.report.html, "utf8");
const drawn = [...html.matchAll(/data-label="([^"]*)" data-value="([^"]*)"/g)].map(([, label, value]) => `${label}=${value}`);
const written = header.slice(1).flatMap((_, column) => rows.map((row) => `${row[0]}=${row[column + 1]}`));
assert.deepEqual(drawn, written, "the page draws what the CSV says");
console.log(`checked: ${flights.length} records read, ${counts.loaded} rows loaded, ${rows.length} hours in the report`);
