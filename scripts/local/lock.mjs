// One run at a time on a work folder.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  while (!created(file)) {
    const holder = holderOf(file);
    if (holder !== undefined && !isDead(holder)) throw underWay(holder, work);
    if (holder !== undefined) removed(file, holder, work);
  }
  return () => rmSync(file, { force: true });
}

/**
 * Removes a dead process's lock. Only who holds the right to take over removes one, and looks again first: of two that
 * saw the same dead holder, the second would otherwise remove the lock that the first took meanwhile.
 */
function removed(file, holder, work) {
  const right = `${file}.takeover`;
  if (!created(right)) {
    const other = holderOf(right);
    if (other !== undefined && !isDead(other)) throw underWay(other, work);
    rmSync(right, { force: true }); // it died in the moment it had the right
    return;
  }
  try {
    if (Object.is(holderOf(file), holder)) rmSync(file, { force: true });
  } finally {
    rmSync(right, { force: true });
  }
}

/** Written first and linked into place then: a lock never stands without its holder's number. */
function created(file) {
  const own = `${file}.${process.pid}`;
  try {
    writeFileSync(own, String(process.pid));
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Undefined once the file is gone. */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * This process's own number on a lock it does not hold is a dead one's that had it before. No number at all is what a
 * full disk leaves; asked for process 0, the system would answer for our own group.
 */
function isDead(holder) {
  return !(holder > 0) || holder === process.pid || !isAlive(holder);
}

function underWay(holder, work) {
  return new UnderWay(`another run (process ${holder}) is under way on ${work}: wait for it, or use another --work`);
}
