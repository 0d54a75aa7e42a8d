// Runs step-function.json as it ships: its tasks on this machine, its waits and retry intervals shortened.
import { StateMachine } from 'aws-local-stepfunctions';

const RETRY_MILLIS = 500;
const WAIT_MILLIS = 1000;

/** What `$$.StateMachine.Id` is here, in place of an ARN: the failure function then names run-local.sh as the way to resume. */
const STATE_MACHINE = 'local';

/**
 * Runs the machine to its end. `services` has a function per integration: job(stage, input), fn(stage, input),
 * publish(input). Answers {succeeded, output} or {succeeded: false, code, message}.
 */
export async function execute(definition, { name, input, services, onEvent = () => {} }) {
  const states = allStates(definition);
  const limits = {};
  const handlers = Object.fromEntries(
    states.filter(([, state]) => state.Type === 'Task').map(([task, state]) => [task, handlerOf(state, services, limits)]),
  );
  const waits = states.filter(([, state]) => state.Type === 'Wait').map(([wait]) => [wait, WAIT_MILLIS]);
  const retried = states.filter(([, state]) => state.Retry).map(([task]) => [task, RETRY_MILLIS]);
  // The validator has no idea of placeholders in ARNs; npm test validates the file.
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  const execution = machine.run(input, {
    context: { Execution: { Name: name }, StateMachine: { Id: STATE_MACHINE } },
    overrides: {
      taskResourceLocalHandlers: handlers,
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

/** The stage that a placeholder such as ${IngestJob} stands for: ingest. */
export function stageOf(placeholder) {
  const match = /^\$\{([A-Z][a-z]+)(?:Job|Function)\}$/.exec(placeholder);
  if (!match) throw new Error(`${placeholder} is no placeholder of a job or a function`);
  return match[1].toLowerCase();
}

/**
 * `limits` are those of plan's answer, once it is there. AWS resolves TimeoutSecondsPath in the state's input; the
 * interpreter resolves it in the task's parameters, after it called the handler. So the handler puts them there.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html has an example whose Parameters lack the path.
 */
function handlerOf(state, services, limits) {
  const call = callOf(state, services);
  return async (input) => {
    const payload = { ...input };
    input.limits = limits;
    const answer = await call(payload);
    Object.assign(limits, answer?.Payload?.nights?.[0]?.limits);
    return answer;
  };
}

function callOf(state, { job, fn, publish }) {
  switch (state.Resource) {
    case 'arn:aws:states:::glue:startJobRun.sync':
      return (input) => job(stageOf(input.JobName), input);
    case 'arn:aws:states:::lambda:invoke':
      return (input) => fn(stageOf(input.FunctionName), input);
    case 'arn:aws:states:::sns:publish':
      return publish;
    default:
      throw new Error(`${state.Resource} has no stand-in on this machine`);
  }
}
