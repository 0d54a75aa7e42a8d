import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, named, publications } from './killing.mjs';

test('what an attempt wrote is what is new or changed', () => {
  const before = [{ key: 'a', version: '1' }, { key: 'b', version: '1' }];
  const after = [{ key: 'a', version: '1' }, { key: 'b', version: '2' }, { key: 'c', version: '1' }];
  assert.deepEqual(changed(before, after).map(({ key }) => key), ['b', 'c']);
});

test('what was written is told by name, the largest first, the rest by number', () => {
  const written = [1, 2, 3, 4, 5, 6].map((bytes) => ({ object: `o${bytes}`, bytes }));
  assert.equal(named(written), 'o6 (6 bytes), o5 (5 bytes), o4 (4 bytes), o3 (3 bytes), 2 more');
  assert.equal(named([]), 'no object that is left');
});

test('a stage publishes at its own places, and at the latest with its record', () => {
  const matches = (stage, key) => new RegExp(`^(${publications(stage, 'flights', '2001-01-01').join('|')})$`).test(key);
  assert.ok(matches('ingest', 'raw/flights/_published/dt=2001-01-01/0000000001.json'));
  assert.ok(matches('transform', 'quarantine/flights/_published/dt=2001-01-01/0000000001.json'));
  assert.ok(matches('transform', 'curated/flights/_published/departed_on=2001-01-01/0000000001.json'));
  assert.ok(matches('quality', 'quality/flights/departed_on=2001-01-01/verdict.json'));
  assert.ok(matches('report', 'reports/flights/dt=2001-01-01/report.html'));
  for (const stage of ['ingest', 'transform', 'quality', 'load', 'report']) {
    assert.ok(matches(stage, `runs/flights/2001-01-01/${stage}.json`));
  }
  assert.ok(!matches('transform', 'curated/flights/departed_on=2001-01-01/run-x/part-0.parquet'));
  assert.ok(!matches('gate', 'quality/flights/departed_on=2001-01-01/verdict.json'));
  assert.ok(!matches('load', 'loads/flights/departed_on=2001-01-01/generation-1.manifest'));
});
