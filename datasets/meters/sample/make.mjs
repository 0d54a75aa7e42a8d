// Writes 2026-01-31.ndjson.gz: a day of invented readings of eight meters. The same seed gives the same bytes.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

let state = 8012026;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const two = (n) => String(n).padStart(2, '0');
/** As the exporter writes numbers: 1.234,5 */
const number = (value, digits) => {
  const [whole, fraction] = value.toFixed(digits).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`;
};

const contracted = [9.2, 6.9, 41.5, 4.6, 15, 10.35, 27.7, 5.75];
const totals = contracted.map((kw, i) => 900 + 1234.5 * i * kw);
const lines = [];
// The first local hour belongs to the day before in UTC; the exporter starts after it.
for (let quarter = 4; quarter < 96; quarter++) {
  const hour = Math.floor(quarter / 4);
  const minute = (quarter % 4) * 15;
  contracted.forEach((kw, i) => {
    const power = kw * (0.2 + random() * (hour > 17 && hour < 22 ? 0.9 : 0.5));
    totals[i] += power / 4;
    const reading = {
      Contador: random() < 0.1 ? ` es-000${i + 1} ` : `ES-000${i + 1}`,
      'Fecha y hora': `31/01/2026 ${two(hour)}:${two(minute)}${random() < 0.3 ? ':00' : ''}`,
      'Lectura (kWh)': number(totals[i], 3),
      'Pot. máx': random() < 0.05 ? 'n/d' : number(power, 2),
      Tensión: `${number(225 + random() * 10, 1)} V`,
      Estimada: random() < 0.03 ? 'S' : 'N',
    };
    if (random() > 0.05) {
      reading.Periodo = hour < 8 ? 'P3' : hour > 17 && hour < 22 ? 'P1' : 'P2';
    }
    if (random() < 0.02) {
      reading.Versión = '2.1';
    }
    const line = JSON.stringify(reading);
    lines.push(line);
    // The exporter sometimes sends a reading twice.
    if (random() < 0.01) {
      lines.push(line);
    }
  });
}
writeFileSync(
  new URL('2026-01-31.ndjson.gz', import.meta.url),
  gzipSync(lines.map((line) => `${line}\n`).join(''), { level: 9 }),
);
