// Runs a state machine as it ships: its waits and retry intervals shortened, its tasks done by whoever asks.

// Node 20 lacks Promise.withResolvers, without which aws-local-stepfunctions fails every Task state.
Promise.withResolvers ??= function withResolvers() {
  let resolve;
  let reject;
  const promise = new this((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};
const { StateMachine } = await import('aws-local-stepfunctions');

/** What `$$.StateMachine.Id` is here, in place of an ARN: the failure function then names run-local.sh as the way to resume. */
const STATE_MACHINE = 'local';
const EXECUTIONS = 'arn:aws:states:us-east-1:000000000000:execution:local:';

/** A failed task as Step Functions sees it: an error name, and a cause that is text or JSON. */
export class TaskFailure extends Error {
  constructor(name, cause) {
    super(typeof cause === 'string' ? cause : JSON.stringify(cause));
    this.name = name;
  }
}

/**
 * Runs the machine to its end. `call(state, resource, parameters, times)` does a task: it answers its output or throws a
 * TaskFailure; `times` has the task's {timeout, heartbeat} in seconds, where its state has them. Answers {succeeded, output} or {succeeded: false, code, message}.
 */
export async function execute(given, { name, input, call, onEvent = () => {}, retryMillis = 500, waitMillis = 1000 }) {
  const definition = withoutContext(given);
  const started = new Date().toISOString();
  const states = allStates(definition);
  const limits = {};
  const handlers = states.filter(([, state]) => state.Type === 'Task').map(([task, state]) => [task, handlerOf(task, state, call, { started, limits })]);
  const waits = states.filter(([, state]) => state.Type === 'Wait').map(([wait]) => [wait, waitMillis]);
  const retried = states.filter(([, state]) => state.Retry).map(([task]) => [task, retryMillis]);
  // The validator has no idea of placeholders in ARNs; npm test validates the file.
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  const execution = machine.run(input, {
    context: { Execution: { Id: EXECUTIONS + name, Name: name }, StateMachine: { Id: STATE_MACHINE } },
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(handlers),
      waitTimeOverrides: Object.fromEntries(waits),
      retryIntervalOverrides: Object.fromEntries(retried),
    },
  });
  const watched = (async () => {
    for await (const event of execution.eventLogs) onEvent(event);
  })();
  try {
    const output = await execution.result;
    await watched;
    return { succeeded: true, output };
  } catch (error) {
    await watched;
    const cause = error.cause ?? error;
    return { succeeded: false, code: cause.name, message: cause.message };
  }
}

/** The states of a machine and of the Maps in it, as [name, state]. */
export function allStates(definition) {
  return Object.entries(definition.States).flatMap(([name, state]) => [
    [name, state],
    ...(state.ItemProcessor ? allStates(state.ItemProcessor) : []),
  ]);
}

/** Paths that the interpreter has not, or gives another value in each iteration of a Map. */
const ownPath = (path) => path.startsWith('$$.State.') || path === '$$.Execution.StartTime';

/** Makes such paths in the parameters of tasks texts, which `handlerOf` replaces by their values. */
function withoutContext(value) {
  if (Array.isArray(value)) return value.map(withoutContext);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, content]) =>
      name.endsWith('.$') && typeof content === 'string' && ownPath(content)
        ? [name.slice(0, -2), content]
        : [name, withoutContext(content)],
    ),
  );
}

function withValues(value, values) {
  if (typeof value === 'string') return Object.hasOwn(values, value) ? values[value] : value;
  if (Array.isArray(value)) return value.map((element) => withValues(element, values));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, content]) => [name, withValues(content, values)]));
}

/**
 * `limits` are those of plan's answer, once it is there. AWS resolves TimeoutSecondsPath in the state's input; the
 * interpreter resolves it in the task's parameters, after it called the handler. So the handler puts them there.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html has an example whose Parameters lack the path.
 *
 * A handler cannot tell a retry from another entry into the state. EnteredTime is therefore the time of each call, and
 * RetryCount the number of calls before it.
 */
function handlerOf(name, state, call, { started, limits }) {
  let calls = 0;
  return async (input) => {
    const parameters = withValues(
      { ...input },
      {
        '$$.Execution.StartTime': started,
        '$$.State.Name': name,
        '$$.State.EnteredTime': new Date().toISOString(),
        '$$.State.RetryCount': calls,
      },
    );
    calls += 1;
    input.limits = limits;
    const timeout = state.TimeoutSeconds ?? limits[state.TimeoutSecondsPath?.replace('$.limits.', '')];
    const answer = await call(name, state.Resource, parameters, { timeout, heartbeat: state.HeartbeatSeconds });
    Object.assign(limits, answer?.Payload?.nights?.[0]?.limits);
    return answer;
  };
}
