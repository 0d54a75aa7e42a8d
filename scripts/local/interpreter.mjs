// Interprets a state machine for the process that started this one. Both speak JSON, one object a line:
// in:  {definition, input, name, waitMillis, retryMillis}, then {task, output} or {task, error, cause} for each task
// out: {task, state, resource, parameters, timeout, heartbeat} for each task, {event, state} for each event, at last
//      {end: "succeeded", output} or {end: "failed", error, cause}
import { createInterface } from 'node:readline';
import { TaskFailure, execute } from './machine.mjs';

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const asked = [];

function call(state, resource, parameters, times) {
  return new Promise((resolve, reject) => {
    const task = asked.push({ resolve, reject }) - 1;
    say({ task, state, resource, parameters, ...times });
  });
}

async function interpret({ definition, ...execution }) {
  const onEvent = ({ type, state }) => state?.name && say({ event: type, state: state.name });
  const { succeeded, output, code, message } = await execute(definition, { ...execution, call, onEvent });
  say(succeeded ? { end: 'succeeded', output } : { end: 'failed', error: code, cause: message });
}

let interpreted;
const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
lines.on('line', (line) => {
  const message = JSON.parse(line);
  if (!interpreted) {
    interpreted = interpret(message).then(() => process.stdin.destroy());
  } else if (message.error === undefined) {
    asked[message.task].resolve(message.output);
  } else {
    asked[message.task].reject(new TaskFailure(message.error, message.cause));
  }
});
// The process that started this one is gone.
process.stdin.on('end', () => process.exit(1));
