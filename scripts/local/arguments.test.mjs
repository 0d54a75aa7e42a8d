import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { WrongArguments, nightOf, parseArguments } from './arguments.mjs';

mkdirSync(new URL('../target/', import.meta.url), { recursive: true });
const root = mkdtempSync(new URL('../target/arguments-', import.meta.url).pathname);
after(() => rmSync(root, { recursive: true }));
const sample = join(root, 'datasets', 'flights', 'sample');
mkdirSync(sample, { recursive: true });
writeFileSync(join(root, 'datasets', 'flights', 'dataset.yaml'), 'dataset: flights\n');
writeFileSync(join(sample, '2001-01-01.ndjson.gz'), '');
writeFileSync(join(root, 'more.ndjson'), '{}\n');

const parse = (...words) => parseArguments(words, { root, cwd: root });
function problems(...words) {
  try {
    parse(...words);
  } catch (error) {
    assert.ok(error instanceof WrongArguments, error.stack);
    return error.problems;
  }
  return [];
}

test('without words it is the flights of 2001-01-01 in target/local', () => {
  assert.deepEqual(parse(), {
    help: false,
    dataset: join(root, 'datasets', 'flights'),
    date: '2001-01-01',
    inputs: [join(sample, '2001-01-01.ndjson.gz')],
    work: join(root, 'target', 'local'),
    force: false,
    keep: false,
    fail: undefined,
  });
});

test('--input takes files until the next option, and more than once', () => {
  const asked = parse('--input', 'more.ndjson', 'more.ndjson', '--force', '--input', 'more.ndjson', '--keep');
  assert.equal(asked.inputs.length, 3);
  assert.ok(asked.force && asked.keep);
});

test('every problem is named at once', () => {
  const found = problems('--date', '2001-02-30', '--nonsense', '--input', 'nowhere', '--dataset', 'nothing', '--work');
  assert.equal(found.length, 5);
  for (const word of ['--nonsense', '--work has no value', "'2001-02-30'", 'nowhere', 'nothing']) {
    assert.ok(found.some((problem) => problem.includes(word)), `${word} in ${found}`);
  }
});

test('a folder without dataset.yaml is refused', () => {
  assert.match(problems('--dataset', '.')[0], /has no dataset.yaml/);
});

test('a day without a sample asks for --input', () => {
  assert.match(problems('--date', '2001-01-09')[0], /name the day's records with --input/);
});

test('--fail takes a stage, for all its attempts or the first', () => {
  assert.deepEqual(parse('--fail', 'load').fail, { stage: 'load', attempts: Infinity });
  assert.deepEqual(parse('--fail', 'report:1').fail, { stage: 'report', attempts: 1 });
  for (const wrong of ['gate', 'load:2', 'load:', 'load:1:1', 'laod']) {
    assert.match(problems('--fail', wrong)[0], /is not one of ingest, transform, quality, load, report/);
  }
});

test('an option given twice is refused', () => {
  assert.match(problems('--date', '2001-01-01', '--date', '2001-01-02')[0], /given twice/);
});

test('the night of a day is at two in the morning of the next, over a year\'s end too', () => {
  assert.equal(nightOf('2000-12-31'), '2001-01-01T02:00:00Z');
});
