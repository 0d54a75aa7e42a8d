// Writes 2026-01-31.ndjson.gz: a day of invented rides. The same seed gives the same bytes.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

let state = 8012027;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const stations = ['Norte', 'Puerto', 'Mercado', 'Estadio', 'Museo', 'Playa'];
const station = () => stations[Math.floor(random() * stations.length)];

// The day in Madrid, without its first hour, so that every ride ends on it.
const first = Date.parse('2026-01-31T00:00:00Z');
const length = 22.5 * 3_600_000;
const lines = [];
for (let i = 0; i < 600; i++) {
  const ended = first + Math.floor((i * length) / 600);
  const started = ended - Math.floor(180_000 + random() * 2_400_000);
  const ride = {
    ride: `R-${String(i + 1).padStart(6, '0')}`,
    bike: 1 + Math.floor(random() * 80),
    from: { station: station(), at: new Date(started).toISOString() },
    to: { station: station(), at: new Date(ended).toISOString() },
  };
  if (random() < 0.4) {
    ride.electric = random() < 0.5;
  }
  const line = JSON.stringify(ride);
  lines.push(line);
  // The producer sometimes sends a ride again.
  if (random() < 0.02) {
    lines.push(line);
  }
}
writeFileSync(
  new URL('2026-01-31.ndjson.gz', import.meta.url),
  gzipSync(lines.map((line) => `${line}\n`).join(''), { level: 9 }),
);
