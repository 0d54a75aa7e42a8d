// One run at a time on a work folder.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './children.mjs';

export class UnderWay extends Error {}

/** Takes the folder's lock and returns what gives it back; throws UnderWay while a live process holds it. */
export function lock(work) {
  mkdirSync(work, { recursive: true });
  const file = join(work, 'run.lock');
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
