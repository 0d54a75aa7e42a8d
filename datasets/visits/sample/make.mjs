// Writes a day of invented page views, and of records that Firehose's transformation refused. The same seed gives the
// same bytes.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

let state = 31012026;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const of = (values) => values[Math.floor(random() * values.length)];
const pages = ['/', '/shoes/', '/shoes/trail-9', '/coats/', '/coats/rain-2', '/cart', '/account/orders'];

// The day in Madrid, without its last ten minutes: Firehose's hours are those of UTC.
const first = Date.parse('2026-01-30T23:00:00Z');
const length = 24 * 3_600_000 - 600_000;
const lines = [];
for (let i = 0; i < 900; i++) {
  const view = {
    id: `v${String(i + 1).padStart(7, '0')}`,
    ts: first + Math.floor((i * length) / 900),
    url: of(pages),
    visitor: `u${Math.floor(random() * 200)}`,
    load: { ms: 40 + Math.floor(random() * 900) },
    agent: 'Mozilla/5.0',
  };
  if (random() < 0.97) {
    view.geo = { country: of(['ES', 'ES', 'FR', 'PT', 'DE']) };
  }
  const line = JSON.stringify(view);
  lines.push(line);
  // Firehose delivers at least once.
  if (random() < 0.01) {
    lines.push(line);
  }
}
writeFileSync(
  new URL('2026-01-31.ndjson.gz', import.meta.url),
  gzipSync(lines.map((line) => `${line}\n`).join(''), { level: 9 }),
);

// Firehose writes an object per refused record, in one file.
const refused = [];
for (let i = 0; i < 7; i++) {
  refused.push(
    JSON.stringify({
      attemptsMade: 4,
      arrivalTimestamp: first + i * 3_600_000,
      errorCode: i < 5 ? 'Lambda.FunctionError' : 'Lambda.InvokeTimedOut',
      errorMessage: 'The Lambda function was successfully invoked but it returned an error result.',
      rawData: Buffer.from(`{"id": "x${i}"}`).toString('base64'),
    }),
  );
}
writeFileSync(new URL('2026-01-31.errors.json', import.meta.url), refused.join('\n'));
