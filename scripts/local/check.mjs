// The check of a dataset's folder before a night: scripts/madrugada check, once for each content and build.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './environment.mjs';

/** Checks the folder, unless this work folder knows that it is right; answers { status, lines }, 0 if it is. */
export async function checkDataset({ root, dataset, work }) {
  const passed = join(work, 'checked.json');
  const now = JSON.stringify({ content: contentDigest(dataset), build: buildOf(root) });
  if (existsSync(passed) && readFileSync(passed, 'utf8') === now) return { status: 0, lines: [] };
  rmSync(passed, { force: true });
  const { status, lines } = await run(join(root, 'scripts', 'madrugada'), ['check', dataset], work);
  if (status !== 0) return { status, lines };
  writeFileSync(passed, now);
  return { status, lines: [] };
}

/** SHA-256 over the names and bytes of the folder's own files; those in folders below are no part of a dataset. */
export function contentDigest(folder) {
  const hash = createHash('sha256');
  const files = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile());
  for (const name of files.sort()) {
    const bytes = readFileSync(join(folder, name));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** When the command line was built, which is done anew after every change. */
function buildOf(root) {
  const built = join(root, 'cli', 'target', 'classpath');
  return existsSync(built) ? statSync(built).mtimeMs : 0;
}

function run(command, args, work) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: childEnvironment(process.env, work), stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.on('data', (bytes) => (said.out += bytes));
    child.stderr.on('data', (bytes) => (said.err += bytes));
    const lines = () => `${said.out}${said.err}`.split('\n').filter((line) => line !== '');
    child.on('error', (error) => resolve({ status: 75, lines: [String(error.message)] }));
    child.on('close', (status) => resolve({ status: status ?? 75, lines: lines() }));
  });
}
