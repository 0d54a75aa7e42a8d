// What check.mjs runs, and when it does without.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkDataset, contentDigest } from './check.mjs';

const target = fileURLToPath(new URL('../../target', import.meta.url));
mkdirSync(target, { recursive: true });
const folder = mkdtempSync(join(target, 'check test '));
after(() => rmSync(folder, { recursive: true, force: true }));

let root;
let dataset;
let work;
const place = () => ({ root, dataset, work });
const runs = () => (existsSync(join(work, 'runs')) ? readFileSync(join(work, 'runs'), 'utf8').length : 0);

/** A command that stands for scripts/madrugada: it notes that it ran. */
function command(lines) {
  const file = join(root, 'scripts', 'madrugada');
  writeFileSync(file, `#!/bin/sh\nprintf x >>'${join(work, 'runs')}'\n${lines}\n`);
  chmodSync(file, 0o755);
}

beforeEach(() => {
  root = mkdtempSync(join(folder, 'root '));
  dataset = join(root, 'dataset');
  work = join(root, 'work');
  for (const made of [join(root, 'scripts'), join(root, 'cli', 'target'), join(dataset, 'sample'), work]) {
    mkdirSync(made, { recursive: true });
  }
  writeFileSync(join(root, 'cli', 'target', 'classpath'), '');
  writeFileSync(join(dataset, 'dataset.yaml'), 'version: 1\n');
});

test('a folder that is right is checked once', async () => {
  command('[ "$1" = check ] && [ -d "$2" ] && echo "$2: no problems"');
  assert.deepEqual(await checkDataset(place()), { status: 0, lines: [] });
  assert.deepEqual(await checkDataset(place()), { status: 0, lines: [] });
  assert.equal(runs(), 1);
});

test('a changed file, and a new build, are checked again', async () => {
  command('exit 0');
  await checkDataset(place());
  writeFileSync(join(dataset, 'dataset.yaml'), 'version: 2\n');
  await checkDataset(place());
  utimesSync(join(root, 'cli', 'target', 'classpath'), 1, 1);
  await checkDataset(place());
  assert.equal(runs(), 3);
});

test('a folder that is wrong is checked every time, and its problems are handed on', async () => {
  command("echo 'dataset.yaml:1: wrong'; echo 'x: 1 problem' >&2; exit 64");
  const wrong = { status: 64, lines: ['dataset.yaml:1: wrong', 'x: 1 problem'] };
  assert.deepEqual(await checkDataset(place()), wrong);
  assert.deepEqual(await checkDataset(place()), wrong);
  assert.equal(runs(), 2);
});

test('what is below the folder does not change its content', () => {
  const before = contentDigest(dataset);
  writeFileSync(join(dataset, 'sample', 'records.ndjson'), '{}');
  assert.equal(contentDigest(dataset), before);
});
