// Writes 2026-01-31.ndjson.gz: 400 invented orders and their changes. The same seed gives the same bytes.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

let state = 20260131;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const below = (n) => Math.floor(random() * n);
const one = (list) => list[below(list.length)];

const prices = {
  'TEA-01': 7.9, 'TEA-02': 9.5, 'TEA-03': 6.25, 'COF-01': 18.0, 'COF-02': 8.4,
  'POT-01': 34.99, 'POT-02': 22.0, 'CUP-01': 4.5, 'CUP-02': 5.25, 'BOK-01': 12.0,
};
const cities = {
  ES: [['Madrid', '28001'], ['Cádiz', '11001'], ['A Coruña', '15001']],
  PT: [['Lisboa', '1000-001'], ['Porto', '4000-001']],
  FR: [['Paris', '75001'], ['Orléans', '45000']],
  AD: [['Andorra la Vella', 'AD500']],
};
const first = Date.parse('2026-01-31T00:00:00+01:00');
const time = (ms) => new Date(ms + 3600e3).toISOString().replace(/\.\d+Z$/, '+01:00');

const item = () => {
  const sku = one(Object.keys(prices));
  const written = prices[sku].toFixed(2);
  const made = { sku: random() < 0.1 ? ` ${sku.toLowerCase()}` : sku, quantity: 1 + below(5), price: prices[sku] };
  if (random() < 0.15) made.price = `${written} EUR`;
  if (random() < 0.1) made.quantity = String(made.quantity);
  if (random() < 0.2) made.options = { gift: one(['yes', 'no']), 'card text': one(['Feliz cumpleaños', '¡Gracias!']) };
  return made;
};

const orders = [];
for (let i = 0; i < 400; i++) {
  // The last hour has no orders, so that every change is on the same day too.
  const placed = first + Math.floor((i * 23 * 3600e3) / 400) + below(60_000);
  const country = one(['ES', 'ES', 'ES', 'PT', 'FR', 'AD']);
  const [city, postalCode] = one(cities[country]);
  const customer = 1 + below(150);
  const order = {
    order_id: `A-${100001 + i}`,
    placed_at: time(placed),
    changed_at: time(placed),
    status: 'P',
    customer: {
      id: customer,
      email: `Customer${customer}@example.com`,
      country: random() < 0.1 ? country.toLowerCase() : country,
      address: { city, 'postal code': postalCode },
    },
    items: Array.from({ length: random() < 0.01 ? 0 : 1 + below(4) }, item),
    payment: random() < 0.5 ? { card: { brand: 'visa', last4: String(1000 + below(9000)) } } : { transfer: true },
  };
  if (random() < 0.5) order.shipping = { method: one(['standard', 'express']) };
  if (random() < 0.3) order.tags = [one(['gift', 'new customer', 'b2b'])];
  if (random() < 0.2) order.debug = { till: below(9), trace: { id: below(1e6) } };
  orders.push([placed, order]);
  if (random() < 0.25) {
    const changed = placed + 60_000 + below(1800e3);
    orders.push([changed, { ...order, changed_at: time(changed), status: one(['S', 'S', 'X']) }]);
  }
}
orders.sort(([a], [b]) => a - b);
const lines = orders.map(([, order]) => JSON.stringify(order) + '\n').join('');
writeFileSync(new URL('2026-01-31.ndjson.gz', import.meta.url), gzipSync(lines, { level: 9 }));
