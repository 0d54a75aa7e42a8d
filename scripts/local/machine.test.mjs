// step-function.json under the local interpreter, with services that fail on demand and the real failure function.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import validate from 'asl-validator';
import { TaskFailure, allStates, execute } from './machine.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const definition = JSON.parse(readFileSync(`${root}step-function.json`, 'utf8'));
const PLANNED = JSON.parse(readFileSync(`${root}lambdas/night/src/test/resources/dev/madrugada/night/plan.answer.json`, 'utf8'));
// Retries and waits take no time here.
const SHORT = { retryMillis: 0, waitMillis: 0 };

const RETRYABLE = 'dev.madrugada.common.error.RetryableException';
const TERMINAL = 'dev.madrugada.common.error.TerminalException';

const STAGES = ['plan', 'ingest', 'transform', 'quality', 'gate', 'load', 'report'];
const FUNCTIONS = ['plan', 'gate', 'report'];

/** The failure function in one JVM for all tests: an event a line, an answer a line. */
const failureFunction = (() => {
  const classpath = ['lambdas/night/target/night-all.jar', 'lambdas/night/target/test-classes', 'common/target/test-classes'];
  const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';
  const child = spawn(
    java,
    ['-XX:TieredStopAtLevel=1', '-cp', classpath.map((entry) => root + entry).join(':'), 'dev.madrugada.night.FailureLines'],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const waiting = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift().resolve(JSON.parse(line)));
  child.on('exit', (status) => waiting.forEach(({ reject }) => reject(new Error(`FailureLines ended with ${status}; build lambdas/night`))));
  after(() => child.stdin.end());
  return async (event) => {
    const { answer, errorType, errorMessage } = await new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin.write(`${JSON.stringify(event)}\n`);
    });
    if (errorType) throw new TaskFailure(errorType, { errorType, errorMessage });
    return answer;
  };
})();

/** The stage or function that a placeholder such as ${IngestJob} stands for: ingest. */
const stageOf = (placeholder) => /^\$\{([A-Z][a-z]+)(?:Job|Function)\}$/.exec(placeholder)[1].toLowerCase();

/** Does a task by the service that its resource names: job(stage, input), fn(stage, input) or publish(input). */
const callOf = ({ job, fn, publish }) => (state, resource, input) => {
  switch (resource) {
    case 'arn:aws:states:::glue:startJobRun.sync':
      return job(stageOf(input.JobName), input);
    case 'arn:aws:states:::lambda:invoke':
      return fn(stageOf(input.FunctionName), input);
    case 'arn:aws:states:::sns:publish':
      return publish(input);
    default:
      throw new Error(`${resource} has no stand-in`);
  }
};

/** What house rules say of each category. */
const CATEGORIES = {
  CALLER: { status: 64, topic: '${DataTopic}', errorClass: TERMINAL, calls: 1 },
  DATA: { status: 65, topic: '${DataTopic}', errorClass: TERMINAL, calls: 1 },
  INFRASTRUCTURE: { status: 75, topic: '${OperationsTopic}', errorClass: RETRYABLE, calls: 5 },
  INTERNAL: { status: 70, topic: '${OperationsTopic}', errorClass: TERMINAL, calls: 1 },
};

/** How a job run fails on Glue, by what its job left and the exit status of its process. */
function jobRun(run, outcome, status) {
  const ErrorMessage = outcome
    ? `Exception in User Class: ${outcome['error-class']} : ${outcome.message}`
    : `Command failed with exit code ${status}: the process left no word, it was killed`;
  throw new TaskFailure('States.TaskFailed', { ...run, JobRunState: 'FAILED', ErrorMessage });
}

/** How a function fails on Lambda: with its error, or without an answer. */
function payload(stage, answer, status) {
  const died = { errorType: 'Runtime.ExitError', errorMessage: `the ${stage} function ended with status ${status} and no answer` };
  throw new TaskFailure((answer ?? died).errorType, answer ?? died);
}

function thrown(stage, code, errorType) {
  return () => payload(stage, { errorType, errorMessage: `${code}: here: it broke; so; mend it` }, 1);
}

function coded(code, errorClass = TERMINAL) {
  return () => jobRun({ Id: 'jr' }, { state: 'FAILED', 'error-class': errorClass, message: `${code}: here: it broke; so; mend it` }, 1);
}

function failure(stage, code, errorClass) {
  return FUNCTIONS.includes(stage) ? thrown(stage, code, errorClass) : coded(code, errorClass);
}

/** An execution; `failing` has by stage what it does instead: a function for each call, or a list of them. */
async function night(failing = {}, nights = PLANNED.nights) {
  const calls = [];
  const published = [];
  const inputs = [];
  const waits = [];
  let decision;
  const behave = (stage, answer) => {
    calls.push(stage);
    const behaviour = failing[stage];
    const act = Array.isArray(behaviour) ? behaviour.shift() : behaviour;
    return act ? act() : answer;
  };
  const answers = {
    plan: { nights },
    gate: { passed: true, state: 'SUCCEEDED', message: '', alert: '' },
    report: { html: 's3://b/lake/report.html', csv: 's3://b/lake/report.csv' },
  };
  const services = {
    job: async (stage, input) => {
      inputs.push([stage, input.Arguments['--attempt'], input.Arguments['--date']]);
      return behave(stage, { Id: `jr_${stage}`, JobRunState: 'SUCCEEDED' });
    },
    fn: async (stage, { Payload }) => {
      if (stage !== 'failure') {
        if (stage !== 'plan') inputs.push([stage, Payload.attempt, Payload.input.date]);
        return { StatusCode: 200, Payload: behave(stage, answers[stage])?.Payload ?? answers[stage] };
      }
      decision = undefined;
      decision = failing.failure ? behave('failure') : await failureFunction(Payload);
      waits.push(decision.pause);
      return { StatusCode: 200, Payload: decision };
    },
    publish: async (input) => {
      published.push(input);
      return behave('publish', { MessageId: 'm' });
    },
  };
  const outcome = await execute(definition, { name: 'test', input: { date: '2001-01-01' }, call: callOf(services), ...SHORT });
  const stages = calls.filter((call) => call !== 'publish' && call !== 'failure');
  return { ...outcome, calls: stages, failureCalls: calls.filter((call) => call === 'failure').length, published, inputs, waits, status: (CATEGORIES[decision?.category] ?? CATEGORIES.INTERNAL).status };
}

test('asl-validator accepts the definition', () => {
  const { isValid, errorsText } = validate(definition);
  assert.ok(isValid, isValid || errorsText('\n'));
});

test('there are at most thirty states, with unique names', () => {
  const names = allStates(definition).map(([name]) => name);
  assert.ok(names.length <= 30, String(names.length));
  assert.equal(new Set(names).size, names.length);
});

test('every task retries, is caught and has a time limit, and so has the execution', () => {
  assert.ok(definition.TimeoutSeconds > 0);
  const tasks = allStates(definition).filter(([, state]) => state.Type === 'Task');
  assert.equal(tasks.length, 14);
  for (const [name, state] of tasks) {
    assert.ok(state.TimeoutSeconds > 0 || PLANNED.nights[0].limits[state.TimeoutSecondsPath.replace('$.limits.', '')] > 0, name);
    assert.ok(state.Retry[0].MaxAttempts > 0, name);
    assert.deepEqual(state.Catch.at(-1).ErrorEquals, ['States.ALL'], name);
  }
});

test('a good night runs its stages in order and tells nobody', async () => {
  const { succeeded, calls, published } = await night();
  assert.ok(succeeded);
  assert.deepEqual(calls, STAGES);
  assert.deepEqual(published, []);
});

test('a time limit is what plan answers', async () => {
  const [first] = PLANNED.nights;
  const { succeeded, code, published } = await night(
    { transform: () => new Promise((resolve) => setTimeout(resolve, 3000)) },
    [{ ...first, limits: { ...first.limits, transform: 1 } }],
  );
  assert.equal(succeeded, false);
  assert.equal(code, 'States.Timeout');
  assert.match(published[0].Message, /States.Timeout/);
});

/** The codes as the jobs know them. */
const CODES = [
  ...readFileSync(
    new URL('../../common/src/main/java/dev/madrugada/common/error/ErrorCode.java', import.meta.url),
    'utf8',
  ).matchAll(/^ {4}([A-Z]\w+)\(ErrorCategory\.([A-Z]+)\)/gm),
].map(([, code, category]) => ({ code, ...CATEGORIES[category] }));

test('there are sixteen codes', () => assert.equal(CODES.length, 16));

/** Stages that a run of this day's ingest and transform can help when another run published over their input. */
const RESTARTED = ['quality', 'gate', 'load'];

for (const { code, status, topic, errorClass, calls: most } of CODES) {
  for (const stage of STAGES) {
    const times = code === 'PublicationConflict' && RESTARTED.includes(stage) ? 4 : most;
    test(`${code} of ${stage} ends with ${status}, after ${times} calls, and is told once`, async () => {
      const { succeeded, code: error, message, calls, published, status: ended } = await night({
        [stage]: failure(stage, code, errorClass),
      });
      assert.equal(succeeded, false);
      assert.equal(error, code);
      assert.equal(ended, status);
      assert.equal(message, `${code}: here: it broke; so; mend it`);
      assert.equal(published.length, 1);
      assert.ok(published[0].Subject.endsWith(`: ${code}`), published[0].Subject);
      assert.ok(published[0].Message.includes(message));
      assert.ok(published[0].Message.includes('scripts/run-local.sh'));
      assert.equal(published[0].TopicArn, topic);
      assert.equal(calls.filter((call) => call === stage).length, times);
      assert.deepEqual([...new Set(calls)], STAGES.slice(0, STAGES.indexOf(stage) + 1));
    });
  }
}

test('a word in the middle of a message is not taken for its code', async () => {
  const message = 'InternalError: here: it said SinkUnavailable: no : InvalidContract: x; so; mend it';
  const { code, status } = await night({
    load: () => jobRun({ Id: 'jr' }, { state: 'FAILED', 'error-class': TERMINAL, message }, 1),
  });
  assert.equal(code, 'InternalError');
  assert.equal(status, 70);
});

test('an infrastructure error that goes away is retried and the night goes on', async () => {
  const { succeeded, calls, published } = await night({ load: [coded('WarehouseUnavailable', RETRYABLE)] });
  assert.ok(succeeded);
  assert.equal(calls.filter((call) => call === 'load').length, 2);
  assert.deepEqual(published, []);
});

test('a retried plan goes on to its night', async () => {
  const { succeeded, calls } = await night({ plan: [thrown('plan', 'SinkUnavailable', RETRYABLE)] });
  assert.ok(succeeded);
  assert.deepEqual(calls, ['plan', ...STAGES]);
});

for (const stage of RESTARTED) {
  test(`a ${stage} with a publication conflict goes back to ingest, and the night goes on from there`, async () => {
    const { succeeded, calls, published } = await night({ [stage]: [failure(stage, 'PublicationConflict', RETRYABLE)] });
    assert.ok(succeeded);
    assert.deepEqual(calls, [...STAGES.slice(0, STAGES.indexOf(stage) + 1), ...STAGES.slice(STAGES.indexOf('ingest'))]);
    assert.deepEqual(published, []);
  });
}

test('the ways back are counted over the night, whichever stage had the conflict', async () => {
  const conflict = coded('PublicationConflict', RETRYABLE);
  const { status, code, calls, published, waits } = await night({ quality: [conflict, conflict], load: [conflict, conflict] });
  assert.equal(status, 75);
  assert.equal(code, 'PublicationConflict');
  assert.equal(calls.filter((call) => call === 'transform').length, 4);
  assert.equal(calls.filter((call) => call === 'load').length, 2);
  assert.deepEqual(waits, [60, 120, 240, 0]);
  assert.equal(published.length, 1);
  assert.equal(published[0].TopicArn, '${OperationsTopic}');
});

test('an ingest or transform that lost its race is run again in place', async () => {
  for (const stage of ['ingest', 'transform']) {
    const { succeeded, calls } = await night({ [stage]: [coded('PublicationConflict', RETRYABLE)] });
    assert.ok(succeeded);
    assert.deepEqual(calls, [...STAGES.slice(0, STAGES.indexOf(stage) + 1), ...STAGES.slice(STAGES.indexOf(stage))]);
  }
});

test('a stage has its own retries anew on the way back, and its attempts go on counting', async () => {
  const unavailable = coded('SinkUnavailable', RETRYABLE);
  const { succeeded, inputs, waits } = await night({
    transform: [unavailable, unavailable, unavailable, undefined, unavailable, unavailable],
    quality: [coded('PublicationConflict', RETRYABLE)],
  });
  assert.ok(succeeded);
  assert.deepEqual(inputs.filter(([stage]) => stage === 'transform').map(([, attempt]) => attempt), ['1', '2', '3', '4', '5', '6', '7']);
  assert.deepEqual(waits, [60, 120, 240, 60, 60, 120]);
});

test('a job run that died without a code is retried twice, then told to the operators', async () => {
  const { status, calls, published } = await night({ ingest: () => jobRun({ Id: 'jr' }, undefined, 137) });
  assert.equal(status, 75);
  assert.equal(calls.filter((call) => call === 'ingest').length, 3);
  assert.equal(published[0].TopicArn, '${OperationsTopic}');
});

test('a function that died without an answer is retried twice, then told to the operators', async () => {
  for (const stage of FUNCTIONS) {
    const { status, code, calls, published } = await night({ [stage]: () => payload(stage, undefined, 137) });
    assert.equal(status, 75);
    assert.equal(code, 'Runtime.ExitError');
    assert.equal(calls.filter((call) => call === stage).length, 3);
    assert.equal(published[0].TopicArn, '${OperationsTopic}');
  }
});

test('a function that ran out of its time is run again twice, then told to the operators', async () => {
  const outOfTime = () => {
    throw new TaskFailure('Sandbox.Timedout', {
      errorType: 'Sandbox.Timedout',
      errorMessage: 'RequestId: 0 Error: Task timed out after 300.00 seconds',
    });
  };
  for (const stage of FUNCTIONS) {
    const { status, code, calls, published } = await night({ [stage]: outOfTime });
    assert.equal(status, 75);
    assert.equal(code, 'Sandbox.Timedout');
    assert.equal(calls.filter((call) => call === stage).length, 3);
    assert.equal(published[0].TopicArn, '${OperationsTopic}');
  }
  assert.ok((await night({ gate: [outOfTime, outOfTime] })).succeeded);
});

test('a stage is told which attempt it is, whatever ended the one before, and the next stage starts anew', async () => {
  const { succeeded, inputs } = await night({
    transform: [() => jobRun({ Id: 'jr' }, undefined, 137), coded('SinkUnavailable', RETRYABLE)],
    report: [() => payload('report', undefined, 137)],
  });
  assert.ok(succeeded);
  const attempts = [['ingest', 1], ['transform', 1], ['transform', 2], ['transform', 3], ['quality', 1], ['gate', 1], ['load', 1], ['report', 1], ['report', 2]];
  assert.deepEqual(inputs, attempts.map(([stage, attempt]) => [stage, String(attempt), '2001-01-01']));
});

for (const [name, outcome] of Object.entries({
  'ran out of memory': { state: 'FAILED', 'error-class': 'java.lang.OutOfMemoryError', message: 'Java heap space' },
  'lost its executors': { state: 'FAILED', 'error-class': 'dev.madrugada.common.spark.ExecutorsLost', message: 'lost: so: x' },
})) {
  test(`a job run that ${name} died, and is retried as such`, async () => {
    const { status, calls } = await night({ transform: () => jobRun({ Id: 'jr' }, outcome, 1) });
    assert.equal(status, 75);
    assert.equal(calls.filter((call) => call === 'transform').length, 3);
  });
}

test('a closed gate stops the night before the load, as QualityGateFailed', async () => {
  const closed = { passed: false, state: 'FAILED', message: 'QualityGateFailed: flights: no; so; mend it', alert: '' };
  const { status, code, message, calls, published } = await night({ gate: () => ({ Payload: closed }) });
  assert.equal(status, 65);
  assert.equal(code, 'QualityGateFailed');
  assert.equal(message, closed.message);
  assert.equal(calls.filter((call) => call === 'gate').length, 1);
  assert.equal(published[0].TopicArn, '${DataTopic}');
  assert.ok(!calls.includes('load'));
});

test('a night with a day that kept its old content notifies people and goes on', async () => {
  const open = { passed: true, state: 'SUCCEEDED', message: 'm', alert: 'flights 2001-01-01: departed_on=2000-12-31 keeps its old content' };
  const { succeeded, calls, published } = await night({ gate: () => ({ Payload: open }) });
  assert.ok(succeeded);
  assert.deepEqual(calls, STAGES);
  assert.deepEqual(published, [{ TopicArn: '${DataTopic}', Subject: 'Madrugada: a day kept its old content', Message: open.alert }]);
});

test('a notification of a kept day that cannot be sent does not stop the night', async () => {
  const open = { passed: true, state: 'SUCCEEDED', message: 'm', alert: 'flights 2001-01-01: departed_on=2000-12-31 keeps its old content' };
  const refused = () => {
    throw new TaskFailure('SNS.AuthorizationErrorException', 'no');
  };
  const { succeeded, calls } = await night({ gate: () => ({ Payload: open }), publish: refused });
  assert.ok(succeeded);
  assert.deepEqual(calls, STAGES);
});

test('a stopped job run is no success', async () => {
  for (const stage of ['ingest', 'transform', 'quality', 'load']) {
    const { succeeded, status, calls } = await night({ [stage]: () => ({ Id: 'jr', JobRunState: 'STOPPED' }) });
    assert.equal(succeeded, false);
    assert.equal(status, 75);
    assert.equal(calls.at(-1), stage);
  }
});

for (const ErrorMessage of [undefined, 'Exception in User Class: dev.madrugada.common.error.RetryableException : SinkUnavailable: x']) {
  for (const JobRunState of ['STOPPED', 'STOPPING']) {
    test(`a job run that failed as ${JobRunState} is not started again (${ErrorMessage ?? 'no message'})`, async () => {
      const { status, message, calls, published } = await night({
        transform: () => {
          throw new TaskFailure('States.TaskFailed', { Id: 'jr', JobRunState, ErrorMessage });
        },
      });
      assert.equal(status, 75);
      assert.match(message, /The job run of Transform was stopped before it was done/);
      assert.equal(calls.filter((call) => call === 'transform').length, 1);
      assert.equal(published.length, 1);
      assert.equal(published[0].TopicArn, '${OperationsTopic}');
    });
  }
}

test('an AWS error in plain text goes to the operators with its own name', async () => {
  const { status, code } = await night({
    ingest: () => {
      throw new TaskFailure('Glue.EntityNotFoundException', 'Failed to start job run: no such job');
    },
  });
  assert.equal(status, 75);
  assert.equal(code, 'Glue.EntityNotFoundException');
});

test('a transient AWS error is retried by the task itself', async () => {
  const busy = () => {
    throw new TaskFailure('Glue.ConcurrentRunsExceededException', 'Concurrent runs exceeded');
  };
  const { succeeded, calls, waits } = await night({ ingest: [busy, busy] });
  assert.ok(succeeded);
  assert.equal(calls.filter((call) => call === 'ingest').length, 3);
  assert.deepEqual(waits, []);
});

for (const name of ['Glue.ConcurrentRunsExceededException', 'Glue.ResourceNumberLimitExceededException']) {
  test(`${name} that does not go away is CapacityUnavailable`, async () => {
    const { succeeded, status, code, message, calls, published } = await night({
      load: () => {
        throw new TaskFailure(name, 'No more runs, please');
      },
    });
    assert.equal(succeeded, false);
    assert.equal(status, 75);
    assert.equal(code, 'CapacityUnavailable');
    assert.match(message, /^CapacityUnavailable: the job of Load: .*No more runs, please; wait/);
    assert.equal(calls.filter((call) => call === 'load').length, 7);
    assert.equal(published.length, 1);
    assert.equal(published[0].TopicArn, '${OperationsTopic}');
  });
}

test('a night whose notification fails still fails with its own code', async () => {
  const { succeeded, code, status } = await night({
    quality: coded('InputMissing'),
    publish: () => {
      throw new TaskFailure('SNS.AuthorizationErrorException', 'no');
    },
  });
  assert.equal(succeeded, false);
  assert.equal(code, 'InputMissing');
  assert.equal(status, 65);
});

test('an exception of ours without a code is a bug', async () => {
  const odd = { errorType: 'java.lang.NullPointerException', errorMessage: 'null' };
  const { status, code } = await night({ report: () => payload('report', odd, 1) });
  assert.equal(status, 70);
  assert.equal(code, 'InternalError');
});

for (const stage of ['plan', 'gate', 'load']) {
  test(`if the failure function fails after ${stage}, it is called again, then operations hear of both errors`, async () => {
    const { succeeded, code, message, status, published, failureCalls } = await night({
      [stage]: failure(stage, 'InputMissing', TERMINAL),
      failure: () => payload('failure', undefined, 137),
    });
    assert.equal(succeeded, false);
    assert.equal(code, 'InternalError');
    assert.match(message, /^InternalError: the failure function: it ended with Runtime.ExitError; /);
    assert.equal(status, 70);
    assert.equal(failureCalls, 7);
    assert.equal(published.length, 1);
    assert.equal(published[0].TopicArn, '${OperationsTopic}');
    assert.match(published[0].Message, /InputMissing: here: it broke/);
    assert.match(published[0].Message, /2001-01-01/);
  });
}

test('a failure function that comes back decides as usual', async () => {
  const { code, status } = await night({
    load: coded('InputMissing'),
    failure: [() => payload('failure', undefined, 137), () => ({ next: 'notify-data', pause: 0, code: 'InputMissing', category: 'DATA', message: 'm', subject: 's', text: 't', attempts: {}, counters: {} })],
  });
  assert.equal(code, 'InputMissing');
  assert.equal(status, 65);
});

const nightOf = (date) => {
  const [first] = PLANNED.nights;
  return { ...first, night: { ...first.night, date }, arguments: { ...first.arguments, '--date': date } };
};

test('nights run one after the other; each failure is told by itself, and the execution fails with the first', async () => {
  const days = ['2001-01-01', '2001-01-02', '2001-01-03', '2001-01-04'];
  const ok = undefined;
  const { succeeded, code, message, published, inputs } = await night(
    { quality: [ok, coded('InputMissing'), ok, ok], load: [ok, coded('InvalidContract'), ok] },
    days.map(nightOf),
  );
  assert.equal(succeeded, false);
  assert.equal(code, 'InputMissing');
  assert.match(message, /^InputMissing: /);
  assert.deepEqual(published.map(({ Subject }) => Subject), [
    'Madrugada: flights 2001-01-02: Quality stopped at its data: InputMissing',
    'Madrugada: flights 2001-01-03: Load has wrong arguments or contract: InvalidContract',
  ]);
  assert.deepEqual([...new Set(inputs.map(([, , date]) => date))], days);
  assert.deepEqual(inputs.map(([, , date]) => date), [...inputs.map(([, , date]) => date)].sort());
  assert.deepEqual(inputs.filter(([stage]) => stage === 'report').map(([, , date]) => date), ['2001-01-01', '2001-01-04']);
});

test('several nights that all succeed', async () => {
  const { succeeded, calls } = await night({}, ['2001-01-01', '2001-01-02'].map(nightOf));
  assert.ok(succeeded);
  assert.equal(calls.filter((call) => call === 'report').length, 2);
});

test('an input that is no object reaches plan, which refuses it', async () => {
  for (const input of [[], 'flights', 7]) {
    const services = {
      fn: async (stage, { Payload }) => {
        if (stage === 'failure') return { StatusCode: 200, Payload: await failureFunction(Payload) };
        assert.deepEqual(Payload.input, input);
        return payload('plan', { errorType: TERMINAL, errorMessage: 'InvalidArguments: the input: x; y; z' }, 1);
      },
      publish: async () => ({ MessageId: 'm' }),
    };
    const { code } = await execute(definition, { name: 'test', input, call: callOf(services), ...SHORT });
    assert.equal(code, 'InvalidArguments');
  }
});

const ACTIVITIES = JSON.parse(readFileSync(`${root}lambdas/glue-runner/step-function-activities.json`, 'utf8'));
const EXECUTION = 'arn:aws:states:us-east-1:000000000000:execution:local:test';

test('a task reads the values of $$.State and $$.Execution at each attempt', async () => {
  const Parameters = {
    'name.$': '$$.Execution.Name',
    claim: { 'execution.$': '$$.Execution.Id', 'state.$': '$$.State.Name', 'entered.$': '$$.State.EnteredTime', 'retry.$': '$$.State.RetryCount' },
    list: [{ 'again.$': '$$.State.Name' }],
    'started.$': '$$.Execution.StartTime',
    'given.$': '$.given',
    text: 'States of $$.State.Name',
  };
  const task = { Type: 'Task', Resource: 'r', Parameters, Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }], End: true };
  const inMap = { Type: 'Map', ItemProcessor: { StartAt: 'Inner', States: { Inner: task } }, ItemsPath: '$.items', ResultPath: null, Next: 'Outer' };
  const tasks = [];
  const call = async (state, resource, parameters) => {
    tasks.push(parameters);
    if (tasks.length < 3) throw new TaskFailure('Busy', 'later');
    return {};
  };
  const { succeeded } = await execute(
    { StartAt: 'Each', States: { Each: inMap, Outer: task } },
    { name: 'test', input: { given: 7, items: [{ given: 7 }] }, call, ...SHORT },
  );
  assert.ok(succeeded);
  assert.deepEqual(tasks.map(({ claim }) => [claim.execution, claim.state, claim.retry]), [
    [EXECUTION, 'Inner', 0],
    [EXECUTION, 'Inner', 1],
    [EXECUTION, 'Inner', 2],
    [EXECUTION, 'Outer', 0],
  ]);
  assert.equal(new Set(tasks.map(({ started }) => started)).size, 1);
  for (const { name, claim, list, started, given, text, ...others } of tasks) {
    assert.equal(name, 'test');
    assert.deepEqual(list, [{ again: claim.state }]);
    assert.equal(new Date(claim.entered).toISOString(), claim.entered);
    assert.ok(claim.entered >= started, `${claim.entered} is before ${started}`);
    assert.equal(given, 7);
    assert.equal(text, 'States of $$.State.Name');
    assert.deepEqual(others, {});
  }
});

test('every activity of the night names its execution, its state and its attempt', async () => {
  const tasks = [];
  const busy = ['Ingest', 'Load'];
  const call = async (state, resource, parameters) => {
    if (resource === '${GlueRunnerActivity}') {
      tasks.push([state, parameters]);
      if (busy.includes(state) && tasks.filter(([name]) => name === state).length === 1) throw new TaskFailure('States.HeartbeatTimeout', 'none');
      return { Id: 'jr', JobRunState: 'SUCCEEDED' };
    }
    const answers = { plan: { nights: PLANNED.nights }, gate: { passed: true, state: 'SUCCEEDED', message: '', alert: '' }, report: { html: 'h', csv: 'c' } };
    return { StatusCode: 200, Payload: answers[stageOf(parameters.FunctionName)] };
  };
  const { succeeded, message } = await execute(ACTIVITIES, { name: 'test', input: { date: '2001-01-01' }, call, ...SHORT });
  assert.ok(succeeded, message);
  assert.deepEqual(tasks.map(([state]) => state), ['Ingest', 'Ingest', 'Transform', 'Quality', 'Load', 'Load']);
  assert.deepEqual(tasks.map(([, { claim }]) => claim.retry), [0, 1, 0, 0, 0, 1]);
  for (const [state, { claim, started, record, job }] of tasks) {
    assert.equal(claim.execution, EXECUTION);
    assert.equal(claim.state, state);
    assert.ok(claim.entered >= started);
    assert.deepEqual(record, { name: PLANNED.nights[0].night.name, stage: state.toLowerCase() });
    assert.equal(stageOf(job.JobName), state.toLowerCase());
    assert.equal(job.Arguments['--date'], '2001-01-01');
  }
});
