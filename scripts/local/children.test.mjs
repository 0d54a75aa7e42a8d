import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Children, isAlive, signalGroup } from './children.mjs';

mkdirSync(new URL('../target/', import.meta.url), { recursive: true });
const folder = mkdtempSync(new URL('../target/children-', import.meta.url).pathname);
after(() => rmSync(folder, { recursive: true }));

async function gone(pid) {
  for (let waited = 0; isAlive(pid) && waited < 5000; waited += 20) await sleep(20);
  return !isAlive(pid);
}

/** A shell that starts a sleeper of its own and waits for it. */
const FAMILY = ['-c', 'sleep 60 & echo $!; wait'];

async function sleeper(log) {
  for (let waited = 0; waited < 5000; waited += 20) {
    try {
      const pid = Number(readFileSync(log, 'utf8'));
      if (pid > 0) return pid;
    } catch {
      // Not there yet.
    }
    await sleep(20);
  }
  throw new Error(`${log} names no process`);
}

test('a process that is killed ends with 137', async () => {
  const { pid, ended } = new Children().start('sleep', ['60'], { env: process.env, cwd: folder, log: join(folder, 'k') });
  signalGroup(pid, 'SIGKILL');
  assert.deepEqual(await ended, { status: 137 });
});

test('a process keeps its own exit status and words', async () => {
  const log = join(folder, 'own');
  const { ended } = new Children().start('sh', ['-c', 'echo said; exit 65'], { env: process.env, cwd: folder, log });
  assert.deepEqual(await ended, { status: 65 });
  await sleep(20);
  assert.equal(readFileSync(log, 'utf8'), 'said\n');
});

test('what a process leaves behind ends with it', async () => {
  const log = join(folder, 'left');
  const { pid } = new Children().start('sh', FAMILY, { env: process.env, cwd: folder, log });
  const left = await sleeper(log);
  process.kill(pid, 'SIGKILL');
  assert.ok(await gone(left));
});

test('nothing outlives a driver that is killed', async () => {
  const log = join(folder, 'orphan');
  const driver = spawn(
    process.execPath,
    ['--input-type=module', '-e', `
      import { Children } from '${new URL('./children.mjs', import.meta.url)}';
      new Children().start('sh', ${JSON.stringify(FAMILY)}, { env: process.env, cwd: '/', log: '${log}' });`],
    { stdio: 'ignore' },
  );
  const left = await sleeper(log);
  driver.kill('SIGKILL');
  assert.ok(await gone(left));
});
