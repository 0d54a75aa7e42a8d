// One run at a time on a work folder.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './children.mjs';

export class UnderWay extends Error {}
export class NotWritable extends Error {}

/**
 * Takes the folder's lock and returns what gives it back; throws UnderWay while a live process holds it, and
 * NotWritable where there can be no such folder.
 */
export function lock(work) {
  try {
    return taken(work, join(work, 'run.lock'));
  } catch (error) {
    if (error.syscall === undefined) throw error;
    throw new NotWritable(`--work '${work}' cannot be written (${error.code}): name a folder that can`);
  }
}

function taken(work, file) {
  mkdirSync(work, { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder !== process.pid && isAlive(holder)) {
      throw new UnderWay(`another run (process ${holder}) is under way on ${work}: wait for it, or use another --work`);
    }
    rmSync(file, { force: true });
  }
}
