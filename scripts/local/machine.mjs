// Runs step-function.json as it ships: its waits and retry intervals shortened, its tasks done by whoever asks.

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

/** A failed task as Step Functions sees it: an error name, and a cause that is text or JSON. */
export class TaskFailure extends Error {
  constructor(name, cause) {
    super(typeof cause === 'string' ? cause : JSON.stringify(cause));
    this.name = name;
  }
}

/**
 * Runs the machine to its end. `call(state, resource, parameters)` does a task: it answers its output or throws a
 * TaskFailure. Answers {succeeded, output} or {succeeded: false, code, message}.
 */
export async function execute(definition, { name, input, call, onEvent = () => {}, retryMillis = 500, waitMillis = 1000 }) {
  const states = allStates(definition);
  const limits = {};
  const handlers = states.filter(([, state]) => state.Type === 'Task').map(([task, state]) => [task, handlerOf(task, state, call, limits)]);
  const waits = states.filter(([, state]) => state.Type === 'Wait').map(([wait]) => [wait, waitMillis]);
  const retried = states.filter(([, state]) => state.Retry).map(([task]) => [task, retryMillis]);
  // The validator has no idea of placeholders in ARNs; npm test validates the file.
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  const execution = machine.run(input, {
    context: { Execution: { Name: name }, StateMachine: { Id: STATE_MACHINE } },
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

/**
 * `limits` are those of plan's answer, once it is there. AWS resolves TimeoutSecondsPath in the state's input; the
 * interpreter resolves it in the task's parameters, after it called the handler. So the handler puts them there.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html has an example whose Parameters lack the path.
 */
function handlerOf(name, state, call, limits) {
  return async (input) => {
    const parameters = { ...input };
    input.limits = limits;
    const answer = await call(name, state.Resource, parameters);
    Object.assign(limits, answer?.Payload?.nights?.[0]?.limits);
    return answer;
  };
}
