// The stand-in for AWS: starts it, waits until it is up, stops it.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './children.mjs';
import { childEnvironment } from './environment.mjs';
import { nightOf } from './arguments.mjs';

const MAIN = 'dev.madrugada.localstack.LocalStack';
const PATIENCE_MILLIS = 90_000;

export class StackFailed extends Error {}

/** Starts a stack on `<work>/stack` whose clock begins at 02:00 after `date`; it ends with this process unless told to stay. */
export async function startStack({ root, work, date, java }) {
  const ready = join(work, 'stack.json');
  await stopEarlier(ready);
  rmSync(ready, { force: true });
  mkdirSync(join(work, 'logs'), { recursive: true });
  const logFile = join(work, 'logs', 'stack.log');
  const log = openSync(logFile, 'w');
  const target = join(root, 'local-stack', 'target');
  const args = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx1g'];
  args.push('-cp', `${join(target, 'classes')}:${join(target, 'lib', '*')}`, MAIN);
  args.push('--state', join(work, 'stack'), '--outbox', join(work, 'outbox'), '--ready', ready);
  args.push('--now', nightOf(date));
  args.push('--stop-with', String(process.pid));
  const child = spawn(java, args, {
    env: childEnvironment(process.env, work),
    cwd: work,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let ended = false;
  child.on('exit', () => (ended = true));
  child.on('error', () => (ended = true));
  const deadline = Date.now() + PATIENCE_MILLIS;
  while (!existsSync(ready)) {
    if (ended || Date.now() > deadline) {
      await stopProcess(child.pid);
      throw new StackFailed(`the local stack did not come up; see ${logFile}`);
    }
    await sleep(20);
  }
  return { ...JSON.parse(readFileSync(ready, 'utf8')), ready, pid: child.pid };
}

/** Lets the stack go on when this process ends. */
export async function letStay(stack) {
  const answer = await fetch(new URL('/_local/stay', stack.aws), { method: 'POST' });
  if (!answer.ok) throw new Error(`the stack does not stay: ${await answer.text()}`);
}

export async function stopStack(stack) {
  await stopProcess(stack.pid);
  rmSync(stack.ready, { force: true });
}

/** At the very end, when nothing can be awaited any more. */
export function killStack(stack) {
  signal(stack.pid, 'SIGTERM');
}

/** A stack that an earlier run kept has another night's clock and holds the state's files. */
async function stopEarlier(ready) {
  if (!existsSync(ready)) return;
  const { pid } = JSON.parse(readFileSync(ready, 'utf8'));
  if (isAlive(pid) && isStack(pid)) await stopProcess(pid);
}

function isStack(pid) {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(MAIN);
  } catch {
    return false;
  }
}

async function stopProcess(pid) {
  if (pid === undefined) return;
  signal(pid, 'SIGTERM');
  for (let waited = 0; isAlive(pid) && waited < 15_000; waited += 50) await sleep(50);
  if (isAlive(pid)) signal(pid, 'SIGKILL');
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (gone) {
    if (gone.code !== 'ESRCH') throw gone;
  }
}
