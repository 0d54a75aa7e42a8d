// The processes a run starts: each in a group of its own, with a log, and none outlives the run, however that ends.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';

const GRACE_MILLIS = 5000;

/**
 * Runs a command beside a watch on a pipe that ends with the run's process, a killed one's too, or with the command: then
 * the group is killed, whatever is left in it.
 */
const WATCHED = 'exec 3<&0 </dev/null; (exec >/dev/null 2>&1; cat <&3; kill -9 0) & exec 3<&-; exec "$@"';

export class Children {
  #running = new Set();
  #closed = false;

  /** Starts a process that writes to the log; `progress` gets what it writes between carriage returns. */
  start(command, args, { env, cwd, log, progress = () => {} }) {
    // The machine may retry what was just stopped.
    if (this.#closed) throw new Error('the run is ending');
    mkdirSync(dirname(log), { recursive: true });
    const out = createWriteStream(log, { flags: 'a' });
    const words = ['-c', WATCHED, 'watched', command, ...args];
    const child = spawn('/bin/sh', words, { env, cwd, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#running.add(child);
    child.on('exit', () => child.stdin.destroy());
    child.stdout.pipe(out, { end: false });
    child.stderr.on('data', (bytes) => out.write(withoutProgress(bytes.toString(), progress)));
    const ended = new Promise((resolve) => {
      child.on('error', (error) => resolve({ status: 127, error }));
      child.on('close', (status, signal) => resolve({ status: status ?? 128 + constants.signals[signal] }));
    }).finally(() => {
      this.#running.delete(child);
      out.end();
    });
    return { pid: child.pid, ended };
  }

  /** Ends all that still run, groups and all: asks first, then kills. */
  async stop() {
    this.#closed = true;
    const children = [...this.#running];
    const ended = Promise.all(children.map((child) => new Promise((resolve) => child.once('close', resolve))));
    for (const child of children) signalGroup(child.pid, 'SIGTERM');
    const killer = setTimeout(() => children.forEach((child) => signalGroup(child.pid, 'SIGKILL')), GRACE_MILLIS);
    await ended;
    clearTimeout(killer);
  }

  /** At the very end, when nothing can be awaited any more. */
  killNow() {
    for (const child of this.#running) signalGroup(child.pid, 'SIGKILL');
  }
}

export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (gone) {
    if (gone.code !== 'ESRCH') throw gone;
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Spark draws "[Stage 3:=====>   (5 + 2) / 8]" over itself; a log has no use for it. */
function withoutProgress(text, progress) {
  return text.replace(/\r?\[Stage (\d+):[^\]\r]*?\((\d+) \+ \d+\) \/ (\d+)\]|\r *(?=\r|$)/g, (bar, stage, done, all) => {
    if (stage) progress(`${done}/${all}`);
    return '';
  });
}
