// lambda:invoke on this machine: the real handler from its fat JAR, in a JVM of its own.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TaskFailure, oneLine } from './failure.mjs';

const INVOKER = 'dev.madrugada.localstack.lambda.InvokeHandler';

/** By stage, and the failure function: the fat JAR below the root, and the handler in it. */
export const FUNCTIONS = {
  plan: { jar: 'lambdas/night/target/night-all.jar', handler: 'dev.madrugada.night.PlanHandler' },
  failure: { jar: 'lambdas/night/target/night-all.jar', handler: 'dev.madrugada.night.FailureHandler' },
  gate: { jar: 'lambdas/night/target/night-all.jar', handler: 'dev.madrugada.night.GateHandler' },
  report: { jar: 'lambdas/report/target/report-all.jar', handler: 'dev.madrugada.report.ReportHandler' },
};

/** The event, with the stack's values for the placeholders that a deployment replaces. */
export function eventOf(payloadGiven, stack) {
  const values = { '${WarehouseSecret}': stack['warehouse-secret'] };
  return JSON.parse(JSON.stringify(payloadGiven), (_, value) => values[value] ?? value);
}

/** Invokes a stage's function; answers as Lambda does, or throws what Step Functions would raise. */
export async function invoke({ stage, input, root, work, stack, env, children, java, started }) {
  const { jar, handler } = FUNCTIONS[stage];
  const event = join(work, 'tasks', `${stage}.event.json`);
  const result = join(work, 'tasks', `${stage}.result.json`);
  writeFileSync(event, JSON.stringify(eventOf(input.Payload, stack), null, 2));
  rmSync(result, { force: true });
  const classpath = [join(root, jar), join(root, 'local-stack', 'target', 'classes')].join(':');
  const flags = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx512m', '-Duser.timezone=UTC'];
  const { pid, ended } = children.start(java, [...flags, '-cp', classpath, INVOKER, handler, event, result], {
    env,
    cwd: work,
    log: join(work, 'logs', `${stage}.log`),
  });
  started?.(pid, ended);
  const { status } = await ended;
  const answer = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : undefined;
  return payload(stage, answer, status);
}

/** What an invocation came to. A function that ended without an answer is what Lambda calls Runtime.ExitError. */
export function payload(stage, answer, status) {
  if (status === 0 && answer !== undefined) return { ExecutedVersion: '$LATEST', Payload: answer, StatusCode: 200 };
  if (typeof answer?.errorType !== 'string') {
    throw new TaskFailure('Runtime.ExitError', {
      errorType: 'Runtime.ExitError',
      errorMessage: `the ${stage} function ended with status ${status} and no answer`,
    });
  }
  throw new TaskFailure(answer.errorType, { ...answer, errorMessage: oneLine(answer.errorMessage) });
}
