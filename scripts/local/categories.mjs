// How a run ends: error codes and categories as step-function.json routes them, and the exit status of each.

/** Exit status by the Fail state in which an execution ends. */
const EXIT_STATUS = { CallerFailed: 64, DataFailed: 65, InfrastructureFailed: 75, InternalFailed: 70 };

/** The Fail states of a machine, by name, with the exit status each stands for. */
export function failStates(machine) {
  const names = Object.keys(machine.States).filter((name) => machine.States[name].Type === 'Fail');
  const unknown = names.filter((name) => !(name in EXIT_STATUS));
  if (unknown.length > 0) throw new Error(`no exit status is known for the Fail states ${unknown.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, EXIT_STATUS[name]]));
}

/** Error code → the Fail state its category ends in, read from the machine's Category state. */
export function failStateOfCodes(machine) {
  const states = machine.States;
  const ends = Object.keys(failStates(machine));
  const routes = {};
  for (const choice of states.Category.Choices) {
    for (const rule of choice.Or ?? [choice]) routes[rule.StringEquals] = endOf(states, choice.Next, ends);
  }
  return routes;
}

/** The exit status of an execution that ended in this error: by its code, or by the Fail state it passed. */
export function exitStatus(machine, { failState, code }) {
  const ends = failStates(machine);
  const state = failState ?? failStateOfCodes(machine)[code];
  return ends[state] ?? EXIT_STATUS.InternalFailed;
}

/** Follows Next, and Default where a choice may go round again, to a Fail state. */
function endOf(states, from, ends) {
  let name = from;
  for (let steps = 0; steps < Object.keys(states).length; steps++) {
    if (ends.includes(name)) return name;
    name = states[name].Next ?? states[name].Default;
  }
  throw new Error(`${from} leads to no Fail state`);
}
