// run-local.mjs as a command: what it refuses, with which status, and that it touches nothing then.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { UnderWay, lock } from './lock.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
mkdirSync(join(here, '..', '..', 'target'), { recursive: true });
const folder = mkdtempSync(join(here, '..', '..', 'target', 'run-local-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function runLocal(...words) {
  const started = ['--import', join(here, 'polyfill.mjs'), join(here, 'run-local.mjs'), ...words];
  const { status, stderr } = spawnSync(process.execPath, started, { encoding: 'utf8', timeout: 60_000 });
  return { status, said: stderr };
}

const WRONG = [
  [['--date', '2001-02-30'], "--date '2001-02-30' is not a day"],
  [['--date', '1/1/2001'], "--date '1/1/2001' is not a day"],
  [['--date'], '--date has no value'],
  [['--date', '2001-01-01', '--date', '2001-01-02'], '--date is given twice'],
  [['--dataste', 'x'], "'--dataste' is not known: did you mean --dataset?"],
  [['--dataset', 'nowhere'], 'is not a folder'],
  [['--dataset', here], 'has no dataset.yaml'],
  [['--input'], '--input has no value'],
  [['--input', 'nowhere.ndjson'], 'is not a file'],
  [['--input', here], 'is not a file'],
  [['--date', '1999-12-31'], "there is no 1999-12-31.ndjson.gz in the dataset's sample folder"],
  [['--forced'], "'--forced' is not known: did you mean --force?"],
  [['2001-01-01'], "'2001-01-01' is not known"],
];

for (const [words, said] of WRONG) {
  test(`${words.join(' ')} is refused with 64 before anything is made`, () => {
    const work = join(folder, 'never');
    const refused = runLocal('--work', work, ...words);
    assert.equal(refused.status, 64, refused.said);
    assert.ok(refused.said.includes(`run-local: InvalidArguments: `), refused.said);
    assert.ok(refused.said.includes(said), refused.said);
    assert.ok(!existsSync(work));
  });
}

test('all that is wrong is named at once', () => {
  const { status, said } = runLocal('--dataset', 'nowhere', '--date', 'today', '--inptu', 'x', '--work');
  assert.equal(status, 64);
  assert.equal(said.match(/InvalidArguments: /g).length, 5, said);
});

test('a second run on a work folder is refused with 75 and leaves the first one\'s files', () => {
  const work = join(folder, 'busy');
  mkdirSync(join(work, 'logs'), { recursive: true });
  writeFileSync(join(work, 'summary.json'), 'the first one\'s');
  writeFileSync(join(work, 'logs', 'ingest.log'), 'the first one\'s');
  // This very process stands for the run that is under way.
  const unlock = lock(work);
  const { status, said } = runLocal('--work', work);
  assert.equal(status, 75, said);
  assert.ok(said.includes(`another run (process ${process.pid}) is under way on ${work}`), said);
  assert.equal(readFileSync(join(work, 'summary.json'), 'utf8'), 'the first one\'s');
  assert.deepEqual(readdirSync(join(work, 'logs')), ['ingest.log']);
  assert.equal(readFileSync(join(work, 'run.lock'), 'utf8'), String(process.pid));
  unlock();
  assert.ok(!existsSync(join(work, 'run.lock')));
});

test('a lock is refused while its process lives, and taken over when it is gone', () => {
  const work = join(folder, 'locked');
  mkdirSync(work);
  writeFileSync(join(work, 'run.lock'), String(process.ppid));
  assert.throws(() => lock(work), UnderWay);
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(join(work, 'run.lock'), String(pid));
  lock(work)();
  assert.ok(!existsSync(join(work, 'run.lock')));
});

test('a lock that names no process, as a full disk leaves it, is taken over', () => {
  const work = join(folder, 'nameless');
  mkdirSync(work);
  for (const content of ['', '12x']) {
    writeFileSync(join(work, 'run.lock'), content);
    const unlock = lock(work);
    assert.equal(readFileSync(join(work, 'run.lock'), 'utf8'), String(process.pid));
    unlock();
  }
});

test('of two that find the same dead lock, the second leaves the first one alone', () => {
  const work = join(folder, 'raced');
  mkdirSync(work);
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(join(work, 'run.lock'), String(pid));
  writeFileSync(join(work, 'run.lock.takeover'), String(process.ppid));
  assert.throws(() => lock(work), UnderWay);
  assert.equal(readFileSync(join(work, 'run.lock'), 'utf8'), String(pid));

  writeFileSync(join(work, 'run.lock.takeover'), String(pid));
  const unlock = lock(work);
  assert.equal(readFileSync(join(work, 'run.lock'), 'utf8'), String(process.pid));
  unlock();
  assert.deepEqual(readdirSync(work), []);
});

test('a work folder that cannot be made is refused with 64', () => {
  const work = join(folder, 'file');
  writeFileSync(work, 'a file where a folder belongs');
  const { status, said } = runLocal('--work', join(work, 'below'));
  assert.equal(status, 64, said);
  assert.equal(said, `run-local: InvalidArguments: --work '${join(work, 'below')}' cannot be written (ENOTDIR): name a folder that can\n`);
});
