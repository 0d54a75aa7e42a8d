// Writes 2026-01-31.ndjson.gz: 600 invented earthquakes and updates of them. The same seed gives the same bytes.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

let state = 31012026;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const below = (n) => Math.floor(random() * n);
const one = (list) => list[below(list.length)];
const round = (value, digits) => Number(value.toFixed(digits));

// network, place, longitude, latitude, minutes from UTC
const places = [
  ['ci', 'Ridgecrest, CA', -117.67, 35.62, -480],
  ['ci', 'Banning, CA', -116.88, 33.93, -480],
  ['nc', 'The Geysers, CA', -122.76, 38.78, -480],
  ['nn', 'Mina, Nevada', -118.11, 38.39, -480],
  ['ak', 'Anchorage, Alaska', -149.9, 61.22, -540],
  ['ak', 'Kodiak, Alaska', -152.41, 57.79, -540],
  ['hv', 'Volcano, Hawaii', -155.24, 19.43, -600],
  ['uw', 'Mount St. Helens, Washington', -122.19, 46.2, -480],
  ['us', 'Hihifo, Tonga', -173.77, -15.95, 780],
  ['us', 'San Antonio de los Cobres, Argentina', -66.32, -24.22, -180],
  ['pr', 'Aguadilla, Puerto Rico', -67.15, 18.43, -240],
];
const first = Date.parse('2026-01-31T00:00:00Z');

const features = [];
for (let i = 0; i < 600; i++) {
  const [net, name, longitude, latitude, tz] = one(places);
  const time = first + Math.floor((i * 23.5 * 3600e3) / 600) + below(60_000);
  const code = String(37_000_000 + i);
  const mag = round(random() ** 3 * 6.5, 1);
  const feature = {
    type: 'Feature',
    properties: {
      mag: random() < 0.02 ? null : mag,
      place: random() < 0.05 ? 'Fiji region' : `${1 + below(90)}km ${one(['N', 'ENE', 'SW', 'SSE'])} of ${name}`,
      time,
      updated: time + 30_000 + below(60_000),
      tz,
      felt: mag > 3.5 ? 1 + below(200) : null,
      alert: mag > 5.5 ? 'green' : null,
      status: 'automatic',
      tsunami: mag > 6 ? 1 : 0,
      net,
      code,
      nst: random() < 0.5 ? below(120) : null,
      rms: round(random(), 2),
      magType: one(['ml', 'md', 'mb', 'Ml']),
      types: ',geoserve,origin,phase-data,',
    },
    geometry: {
      type: 'Point',
      coordinates: [
        round(longitude + random() - 0.5, 4),
        round(latitude + random() - 0.5, 4),
        round(random() * (net === 'us' ? 600 : 20), 2),
      ],
    },
    id: net + code,
  };
  if (random() < 0.1) {
    delete feature.properties.tz;
  }
  features.push([time, feature]);
  if (random() < 0.3) {
    const reviewed = {
      ...feature.properties,
      mag: mag + 0.1 > 6.5 ? mag : round(mag + 0.1, 1),
      updated: time + 600_000 + below(1_200_000),
      status: 'reviewed',
    };
    features.push([reviewed.updated, { ...feature, properties: reviewed }]);
  }
}
features.sort(([a], [b]) => a - b);
const lines = features.map(([, feature]) => `${JSON.stringify(feature)}\n`).join('');
writeFileSync(new URL('2026-01-31.ndjson.gz', import.meta.url), gzipSync(lines, { level: 9 }));
