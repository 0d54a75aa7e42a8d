// Writes dirty.ndjson: node datasets/flights/sample/dirty.mjs
// A script writes the file because one line is not UTF-8 and one is empty. ../README.md explains each line.
import { writeFileSync } from 'node:fs';

const flight = (id, at, delay, miles, origin, destination) =>
  JSON.stringify({
    flight_id: id,
    departed_at: at,
    delay_minutes: delay,
    distance_miles: miles,
    origin,
    destination,
  });

const lines = [
  // Cut off in the middle of a name.
  flight(900001, '2001-01-01T06:00:00Z', 3, 1009, 'BOS', 'ATL').slice(0, -9),
  flight(900002, '2001-01-01T06:10:00Z', 'late', 946, 'BOS', 'MCI'),
  flight(900003, '2001-01-01T06:20:00Z', 0, 1009, 'BOS', undefined),
  flight(900004, '2001-01-01T06:30:00Z', 7, 500, 'ZZZ', 'ATL'),
  // The sample's flights 1, 2 and 3 arrive in the day's first half minute, so these versions are newer.
  flight(1, '2001-01-01T00:01:00Z', -13, 2345, 'ANC', 'LAX'),
  flight(2, '2001-01-01T00:03:00Z', 42, 1946, 'LAX', 'ATL'),
  flight(3, '2001-01-01T00:10:00Z', 'unknown', 1671, 'PHX', 'DTW'),
  // The sample's last flight arrives in the day's last seconds, so this version is older.
  flight(14751, '2001-01-01T23:59:00Z', 99, 2419, 'SFO', 'IAD'),
  // 0xFF, and 0xC3 without a second byte, are not UTF-8. Each character of this text is written as one byte.
  flight(900005, '2001-01-01T06:40:00Z', 1, 1009, 'B\u00ffS', 'AT\u00c3'),
  '',
  flight(900006, '2001-01-04T06:50:00Z', 0, 1009, 'BOS', 'ATL'),
  flight(900007, '2000-12-21T07:00:00Z', 0, 1009, 'BOS', 'ATL'),
  flight(900008, '2001-01-01T07:10:00Z', 12, 1009, ' bos ', 'atl'),
];

writeFileSync(new URL('dirty.ndjson', import.meta.url), Buffer.from(`${lines.join('\n')}\n`, 'latin1'));
