// Runs step-function.json as it ships: its tasks on this machine, its waits and retry intervals shortened.
import { StateMachine } from 'aws-local-stepfunctions';

const RETRY_MILLIS = 500;
const WAIT_MILLIS = 1000;

/**
 * Runs the machine to its end. `services` has a function per integration: job(stage, input), fn(stage, input),
 * publish(input). Answers {succeeded, output} or {succeeded: false, failState, code, message}.
 */
export async function execute(definition, { name, input, services, onEvent = () => {} }) {
  const states = Object.entries(definition.States);
  const handlers = Object.fromEntries(
    states.filter(([, state]) => state.Type === 'Task').map(([task, state]) => [task, handlerOf(state, services)]),
  );
  const waits = states.filter(([, state]) => state.Type === 'Wait').map(([wait]) => [wait, WAIT_MILLIS]);
  const retried = states.filter(([, state]) => state.Retry).map(([task]) => [task, RETRY_MILLIS]);
  // The validator has no idea of placeholders in ARNs; npm test validates the file.
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  const execution = machine.run(input, {
    context: { Execution: { Name: name } },
    overrides: {
      taskResourceLocalHandlers: handlers,
      waitTimeOverrides: Object.fromEntries(waits),
      retryIntervalOverrides: Object.fromEntries(retried),
    },
  });
  let failState;
  const watched = (async () => {
    for await (const event of execution.eventLogs) {
      if (event.type === 'StateEntered' && event.state.type === 'Fail') failState = event.state.name;
      onEvent(event);
    }
  })();
  try {
    const output = await execution.result;
    await watched;
    return { succeeded: true, output };
  } catch (error) {
    await watched;
    const cause = error.cause ?? error;
    return { succeeded: false, failState, code: cause.name, message: cause.message };
  }
}

/** The stage that a placeholder such as ${IngestJob} stands for: ingest. */
export function stageOf(placeholder) {
  const match = /^\$\{([A-Z][a-z]+)(?:Job|Function)\}$/.exec(placeholder);
  if (!match) throw new Error(`${placeholder} is no placeholder of a job or a function`);
  return match[1].toLowerCase();
}

function handlerOf(state, { job, fn, publish }) {
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
