// glue:startJobRun.sync on this machine: a job run is a spark-submit.sh, and its JobRun is made of what that left.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TaskFailure, oneLine } from './failure.mjs';

const COPY_ROLE = 'arn:aws:iam::000000000000:role/madrugada-copy';

/** What Glue would add of the job's own DefaultArguments. */
function defaultArguments(stage, stack) {
  return stage === 'load' ? { '--warehouse-secret': stack['warehouse-secret'], '--copy-role': COPY_ROLE } : {};
}

/** Below this much input the JVM's second compiler costs more than it gives: half of a start's work. */
const SMALL_BYTES = 64 * 1024 * 1024;

/** The JVM options of a job that will see about this many bytes. */
export function jvmOptions(bytes) {
  return bytes < SMALL_BYTES ? '-XX:TieredStopAtLevel=1' : '';
}

/** Runs one stage's job; answers its JobRun, or throws what Step Functions would raise. */
export async function runJob({ stage, input, root, work, stack, env, children, progress, attempt, bytes, started }) {
  const termination = join(work, 'tasks', `${stage}.termination.json`);
  rmSync(termination, { force: true });
  const given = { ...defaultArguments(stage, stack), ...input.Arguments };
  const words = Object.entries(given).flatMap(([name, value]) => [name, String(value)]);
  const { pid, ended } = children.start(join(root, 'scripts', 'spark-submit.sh'), [stage, ...words], {
    env: {
      ...env,
      MADRUGADA_TERMINATION_LOG: termination,
      MADRUGADA_PROGRESS: 'on',
      SPARK_SUBMIT_OPTS: `${jvmOptions(bytes)} ${env.SPARK_SUBMIT_OPTS ?? ''}`,
    },
    cwd: work,
    log: join(work, 'logs', `${stage}.log`),
    progress,
  });
  started(pid, ended);
  const { status } = await ended;
  const outcome = existsSync(termination) ? JSON.parse(readFileSync(termination, 'utf8')) : undefined;
  const run = { Id: `jr_${stage}_${attempt}`, JobName: input.JobName, Attempt: 0, Arguments: given };
  return jobRun(run, outcome, status);
}

/** The JobRun of what a job left: its termination log if it wrote one, and its exit status. */
export function jobRun(run, outcome, status) {
  // 65 with a log that says SUCCEEDED is the quality job's verdict: the gate's business, not the job run's.
  if (outcome?.state === 'SUCCEEDED' && (status === 0 || status === 65)) {
    return { ...run, JobRunState: 'SUCCEEDED' };
  }
  const message =
    outcome?.state === 'FAILED'
      ? `Exception in User Class: ${outcome['error-class']} : ${oneLine(outcome.message)}`
      : `Command failed with exit code ${status}: the process left no word${status > 128 ? ', it was killed' : ''}`;
  throw new TaskFailure('States.TaskFailed', { ...run, JobRunState: 'FAILED', ErrorMessage: message });
}
