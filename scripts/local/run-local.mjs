// The entry point behind scripts/run-local.sh.
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { USAGE, WrongArguments, parseArguments } from './arguments.mjs';
import { checkDataset } from './check.mjs';
import { Children } from './children.mjs';
import { Console } from './console.mjs';
import { NotWritable, UnderWay, lock } from './lock.mjs';
import { runNight } from './night.mjs';
import { StackFailed, killStack, letStay, startStack, stopStack } from './stack.mjs';

// The SDK's advice on Node's version is for its users, not for ours.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';

function complain(text) {
  process.stderr.write(`run-local: ${text}\n`);
}

async function main(words) {
  let asked;
  try {
    asked = parseArguments(words, { root, cwd: process.cwd() });
  } catch (error) {
    if (!(error instanceof WrongArguments)) throw error;
    error.problems.forEach((problem) => complain(`InvalidArguments: ${problem}`));
    process.stderr.write(`\n${USAGE}\n`);
    return 64;
  }
  if (asked.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  // The script asks before it builds, so that a wrong word costs nobody a build.
  if (process.env.MADRUGADA_CHECK_ONLY) return 0;
  let unlock;
  try {
    unlock = lock(asked.work);
  } catch (error) {
    if (error instanceof NotWritable) {
      complain(`InvalidArguments: ${error.message}`);
      return 64;
    }
    if (!(error instanceof UnderWay)) throw error;
    complain(error.message);
    return 75;
  }
  return underLock(asked, unlock);
}

async function underLock(asked, unlock) {
  const out = new Console(process.stdout);
  const children = new Children();
  let stack;
  let stays = false;
  const interrupted = async (signal) => {
    out.finish('stopped');
    complain(`${signal}: stopping what was started`);
    await children.stop();
    if (stack) await stopStack(stack);
    unlock();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => interrupted(signal));
  process.on('exit', () => {
    children.killNow();
    if (stack && !stays) killStack(stack);
  });
  // What an earlier run on this folder left would be taken for this one's.
  rmSync(join(asked.work, 'summary.json'), { force: true });
  for (const folder of ['logs', 'tasks']) {
    rmSync(join(asked.work, folder), { recursive: true, force: true });
    mkdirSync(join(asked.work, folder), { recursive: true });
  }
  let status;
  try {
    out.line(`The night of ${asked.date}: ${asked.dataset} in ${asked.work}`);
    out.start('checking the dataset');
    // The stack comes up meanwhile; nothing is put into it before the folder is known to be right.
    const starting = startStack({ root, java, ...asked }).then((up) => (stack = up));
    starting.catch(() => {});
    const checked = await checkDataset({ root, ...asked });
    out.finish(checked.status === 0 ? 'done' : 'failed');
    checked.lines.forEach(complain);
    if (checked.status === 64) complain(`InvalidContract: ${asked.dataset}: nothing was run; correct what is named above`);
    out.start('starting the local stack');
    await starting;
    out.finish('done');
    status =
      checked.status === 0 ? await runNight({ root, asked, stack, children, out, java }) : checked.status;
  } catch (error) {
    out.finish('failed');
    complain(error instanceof StackFailed ? error.message : (error.stack ?? String(error)));
    status = error instanceof StackFailed ? 75 : 70;
  }
  await children.stop();
  if (stack && asked.keep) {
    await letStay(stack);
    stays = true;
    howToConnect(out, stack);
  }
  if (stack && !stays) {
    await stopStack(stack);
    stack = undefined;
  }
  unlock();
  return status;
}

function howToConnect(out, stack) {
  const { host, port, database, user, password } = stack.redshift;
  for (const line of [
    '',
    `The local stack stays up (process ${stack.pid}; stop it with: kill ${stack.pid})`,
    `  export AWS_ENDPOINT_URL=${stack.aws} AWS_ENDPOINT_URL_S3=${stack.s3} AWS_REGION=${stack.region} \\`,
    `         AWS_ACCESS_KEY_ID=${stack['access-key']} AWS_SECRET_ACCESS_KEY=${stack['secret-key']}`,
    `  warehouse: PGPASSWORD=${password} psql -h ${host} -p ${port} -U ${user} ${database}`,
    `             ${stack.redshift['jdbc-url']}`,
  ]) {
    out.line(line);
  }
}

process.exitCode = await main(process.argv.slice(2));
// Keep-alive connections of the clients would hold the process for seconds.
process.exit();
