// step-function.json under the local interpreter, with services that fail on demand.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import validate from 'asl-validator';
import { failStates, exitStatus } from './categories.mjs';
import { TaskFailure } from './failure.mjs';
import { jobRun } from './jobs.mjs';
import { payload } from './functions.mjs';
import { execute } from './machine.mjs';

const definition = JSON.parse(readFileSync(new URL('../../step-function.json', import.meta.url), 'utf8'));
// Retries and waits take no time here.
const { setTimeout: realTimeout } = globalThis;
globalThis.setTimeout = (work, millis, ...rest) => realTimeout(work, millis <= 1000 ? 0 : millis, ...rest);

const RETRYABLE = 'dev.madrugada.common.error.RetryableException';
const TERMINAL = 'dev.madrugada.common.error.TerminalException';

const STAGES = ['plan', 'ingest', 'transform', 'quality', 'gate', 'load', 'report'];
const FUNCTIONS = ['plan', 'gate', 'report'];
/** What plan answers of the warehouse's address where nothing is told of it. */
const ADDRESS = { 'warehouse-host': '', 'warehouse-port': '', 'warehouse-database': '' };

/** What house rules say of each category. */
const CATEGORIES = {
  CALLER: { failState: 'CallerFailed', status: 64, topic: '${DataTopic}', errorClass: TERMINAL, calls: 1 },
  DATA: { failState: 'DataFailed', status: 65, topic: '${DataTopic}', errorClass: TERMINAL, calls: 1 },
  INFRASTRUCTURE: {
    failState: 'InfrastructureFailed',
    status: 75,
    topic: '${OperationsTopic}',
    errorClass: RETRYABLE,
    calls: 5,
  },
  INTERNAL: { failState: 'InternalFailed', status: 70, topic: '${OperationsTopic}', errorClass: TERMINAL, calls: 1 },
};

function thrown(stage, code, errorType) {
  return () => payload(stage, { errorType, errorMessage: `${code}: here: it broke; so; mend it` }, 1);
}

function coded(code, errorClass = TERMINAL) {
  return () => jobRun({ Id: 'jr' }, { state: 'FAILED', 'error-class': errorClass, message: `${code}: here: it broke; so; mend it` }, 1);
}

async function night(failing = {}) {
  const calls = [];
  const published = [];
  const behave = (stage, answer) => {
    calls.push(stage);
    const behaviour = failing[stage];
    const act = Array.isArray(behaviour) ? behaviour.shift() : behaviour;
    return act ? act() : answer;
  };
  const planned = { dataset: 's3://b/d/', date: '2001-01-01', lake: 's3://b/lake/', 'run-id': 'r', force: 'false', now: '', ...ADDRESS };
  const answers = {
    plan: { ...planned, arguments: { '--date': '2001-01-01' } },
    gate: { passed: true },
    report: { html: 's3://b/lake/report.html', csv: 's3://b/lake/report.csv' },
  };
  const services = {
    job: (stage) => Promise.resolve().then(() => behave(stage, { Id: `jr_${stage}`, JobRunState: 'SUCCEEDED' })),
    fn: (stage) => Promise.resolve().then(() => behave(stage, { StatusCode: 200, Payload: answers[stage] })),
    publish: (input) =>
      Promise.resolve().then(() => {
        published.push(input);
        return behave('publish', { MessageId: 'm' });
      }),
  };
  const outcome = await execute(definition, { name: 'test', input: { date: '2001-01-01' }, services });
  return { ...outcome, calls: calls.filter((call) => call !== 'publish'), published };
}

test('asl-validator accepts the definition', () => {
  const { isValid, errorsText } = validate(definition);
  assert.ok(isValid, isValid || errorsText('\n'));
});

test('every task, and the night as a whole, has a time limit', () => {
  assert.ok(definition.TimeoutSeconds > 0);
  for (const [name, state] of Object.entries(definition.States)) {
    if (state.Type === 'Task') assert.ok(state.TimeoutSeconds > 0, name);
  }
});

test('a good night runs its stages in order and tells nobody', async () => {
  const { succeeded, calls, published } = await night();
  assert.ok(succeeded);
  assert.deepEqual(calls, ['plan', 'ingest', 'transform', 'quality', 'gate', 'load', 'report']);
  assert.deepEqual(published, []);
});

/** The codes as the jobs know them, so that one the definition forgot is missed here. */
const CODES = [
  ...readFileSync(
    new URL('../../common/src/main/java/dev/madrugada/common/error/ErrorCode.java', import.meta.url),
    'utf8',
  ).matchAll(/^ {4}([A-Z]\w+)\(ErrorCategory\.([A-Z]+)\)/gm),
].map(([, code, category]) => ({ code, ...CATEGORIES[category] }));

test('there are sixteen codes', () => assert.equal(CODES.length, 16));

/** Stages that a run of this day's ingest and transform can help when they were overtaken. */
const OVERTAKEN = ['quality', 'gate', 'load'];

for (const { code, failState, status, topic, errorClass, calls } of CODES) {
  for (const stage of STAGES) {
    const times = code === 'PublicationConflict' && OVERTAKEN.includes(stage) ? 4 : calls;
    test(`${code} of ${stage} ends in ${failState}, after ${times} calls, and is told once`, async () => {
      const { succeeded, failState: ended, code: error, message, calls, published } = await night({
        [stage]: FUNCTIONS.includes(stage) ? thrown(stage, code, errorClass) : coded(code, errorClass),
      });
      assert.equal(succeeded, false);
      assert.equal(ended, failState);
      assert.equal(error, code);
      assert.equal(exitStatus(definition, { failState: ended, code: error }), status);
      assert.match(message, new RegExp(`${code}: here: it broke; so; mend it`));
      assert.equal(published.length, 1);
      assert.equal(published[0].Message.code, code);
      assert.equal(published[0].TopicArn, topic);
      assert.equal(calls.filter((call) => call === stage).length, times);
      assert.deepEqual([...new Set(calls)], STAGES.slice(0, STAGES.indexOf(stage) + 1));
    });
  }
}

test('a function\'s coded error is routed like a job\'s', async () => {
  const thrown = { errorType: TERMINAL, errorMessage: 'InvalidContract: dataset.yaml:3: a key is wrong; so; mend it' };
  const { failState, code } = await night({ plan: () => payload('plan', thrown, 1) });
  assert.equal(failState, 'CallerFailed');
  assert.equal(code, 'InvalidContract');
});

test('a word in the middle of a message is not taken for its code', async () => {
  const message = 'InternalError: here: it said SinkUnavailable: no : InvalidContract: x; so; mend it';
  const { code, failState } = await night({
    load: () => jobRun({ Id: 'jr' }, { state: 'FAILED', 'error-class': TERMINAL, message }, 1),
  });
  assert.equal(code, 'InternalError');
  assert.equal(failState, 'InternalFailed');
});

test('an infrastructure error that goes away is retried and the night goes on', async () => {
  const { succeeded, calls, published } = await night({ load: [coded('WarehouseUnavailable', RETRYABLE)] });
  assert.ok(succeeded);
  assert.equal(calls.filter((call) => call === 'load').length, 2);
  assert.deepEqual(published, []);
});

for (const stage of OVERTAKEN) {
  const overtaken = FUNCTIONS.includes(stage)
    ? thrown(stage, 'PublicationConflict', RETRYABLE)
    : coded('PublicationConflict', RETRYABLE);

  test(`a ${stage} that was overtaken goes back to ingest, and the night goes on from there`, async () => {
    const { succeeded, calls, published } = await night({ [stage]: [overtaken] });
    assert.ok(succeeded);
    assert.deepEqual(calls, [
      ...STAGES.slice(0, STAGES.indexOf(stage) + 1),
      ...STAGES.slice(STAGES.indexOf('ingest')),
    ]);
    assert.deepEqual(published, []);
  });
}

test('the ways back are counted over the night, whichever stage was overtaken', async () => {
  const conflict = coded('PublicationConflict', RETRYABLE);
  const { failState, code, calls, published } = await night({
    quality: [conflict, conflict],
    load: [conflict, conflict],
  });
  assert.equal(failState, 'InfrastructureFailed');
  assert.equal(code, 'PublicationConflict');
  assert.equal(calls.filter((call) => call === 'transform').length, 4);
  assert.equal(calls.filter((call) => call === 'load').length, 2);
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

test('a stage has its own retries anew on the way back', async () => {
  const unavailable = coded('SinkUnavailable', RETRYABLE);
  const { succeeded, calls } = await night({
    transform: [unavailable, unavailable, unavailable, undefined, unavailable, unavailable],
    quality: [coded('PublicationConflict', RETRYABLE)],
  });
  assert.ok(succeeded);
  assert.equal(calls.filter((call) => call === 'transform').length, 7);
});

test('a job run that died without a code is retried twice, then told to the operators', async () => {
  const { failState, calls, published } = await night({ ingest: () => jobRun({ Id: 'jr' }, undefined, 137) });
  assert.equal(failState, 'InfrastructureFailed');
  assert.equal(calls.filter((call) => call === 'ingest').length, 3);
  assert.equal(published[0].TopicArn, '${OperationsTopic}');
});

test('a function that died without an answer is retried twice, then told to the operators', async () => {
  for (const stage of FUNCTIONS) {
    const { failState, code, calls, published } = await night({ [stage]: () => payload(stage, undefined, 137) });
    assert.equal(failState, 'InfrastructureFailed');
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
    const { failState, code, calls, published } = await night({ [stage]: outOfTime });
    assert.equal(failState, 'InfrastructureFailed');
    assert.equal(code, 'Sandbox.Timedout');
    assert.equal(calls.filter((call) => call === stage).length, 3);
    assert.equal(published[0].TopicArn, '${OperationsTopic}');
  }
  assert.ok((await night({ gate: [outOfTime, outOfTime] })).succeeded);
});

test('a stage is told which attempt it is, whatever ended the one before, and the next stage starts anew', async () => {
  const told = [];
  const failures = {
    transform: [() => jobRun({ Id: 'jr' }, undefined, 137), coded('SinkUnavailable', RETRYABLE)],
    report: [() => payload('report', undefined, 137)],
  };
  const planned = { dataset: 'd', date: '2001-01-01', lake: 'l', 'run-id': 'r', force: 'false', now: '', ...ADDRESS };
  const answers = { plan: { ...planned, arguments: { '--date': '2001-01-01' } }, gate: { passed: true }, report: { html: 'h', csv: 'c' } };
  const services = {
    job: async (stage, { Arguments }) => {
      told.push(`${stage} ${Arguments['--attempt']} ${Arguments['--date']}`);
      failures[stage]?.shift()?.();
      return { Id: 'jr', JobRunState: 'SUCCEEDED' };
    },
    fn: async (stage, { Payload }) => {
      if (stage === 'report') told.push(`report ${Payload.attempt} ${Payload.date}`);
      failures[stage]?.shift()?.();
      return { StatusCode: 200, Payload: answers[stage] };
    },
    publish: async () => ({ MessageId: 'm' }),
  };
  assert.ok((await execute(definition, { name: 'test', input: {}, services })).succeeded);
  const attempts = [['ingest', 1], ['transform', 1], ['transform', 2], ['transform', 3], ['quality', 1], ['load', 1], ['report', 1], ['report', 2]];
  assert.deepEqual(told, attempts.map(([stage, attempt]) => `${stage} ${attempt} 2001-01-01`));
});

test('a job run that ran out of memory died, and is retried as such', async () => {
  const outcome = { state: 'FAILED', 'error-class': 'java.lang.OutOfMemoryError', message: 'Java heap space' };
  const { failState, calls } = await night({ transform: () => jobRun({ Id: 'jr' }, outcome, 1) });
  assert.equal(failState, 'InfrastructureFailed');
  assert.equal(calls.filter((call) => call === 'transform').length, 3);
});

test('a job run that lost its executors died, whatever its message looks like', async () => {
  const outcome = { state: 'FAILED', 'error-class': 'dev.madrugada.common.spark.ExecutorsLost', message: 'lost: so: x' };
  const { failState, calls } = await night({ transform: () => jobRun({ Id: 'jr' }, outcome, 1) });
  assert.equal(failState, 'InfrastructureFailed');
  assert.equal(calls.filter((call) => call === 'transform').length, 3);
});

test('a closed gate stops the night before the load, as QualityGateFailed', async () => {
  const { failState, code, message, calls } = await night({
    gate: () => ({ StatusCode: 200, Payload: { passed: false, message: 'QualityGateFailed: flights: no; so; mend it' } }),
  });
  assert.equal(failState, 'DataFailed');
  assert.equal(code, 'QualityGateFailed');
  assert.match(message, /QualityGateFailed: flights/);
  assert.ok(!calls.includes('load'));
});

test('a stopped job run is no success', async () => {
  const { succeeded, failState } = await night({ load: () => ({ Id: 'jr', JobRunState: 'STOPPED' }) });
  assert.equal(succeeded, false);
  assert.equal(failState, 'InfrastructureFailed');
});

for (const ErrorMessage of [undefined, 'Exception in User Class: dev.madrugada.common.error.RetryableException : SinkUnavailable: x']) {
  for (const JobRunState of ['STOPPED', 'STOPPING']) {
    test(`a job run that failed as ${JobRunState} is not started again (${ErrorMessage ?? 'no message'})`, async () => {
      const { failState, message, calls, published } = await night({
        transform: () => {
          throw new TaskFailure('States.TaskFailed', { Id: 'jr', JobRunState, ErrorMessage });
        },
      });
      assert.equal(failState, 'InfrastructureFailed');
      assert.match(message, /The job run of Transform was stopped before it was done/);
      assert.equal(calls.filter((call) => call === 'transform').length, 1);
      assert.equal(published.length, 1);
      assert.equal(published[0].TopicArn, '${OperationsTopic}');
    });
  }
}

test('an AWS error in plain text goes to the operators with its own name', async () => {
  const { failState, code } = await night({
    ingest: () => {
      throw new TaskFailure('Glue.EntityNotFoundException', 'Failed to start job run: no such job');
    },
  });
  assert.equal(failState, 'InfrastructureFailed');
  assert.equal(code, 'Glue.EntityNotFoundException');
});

test('a transient AWS error is retried by the task itself', async () => {
  const busy = () => {
    throw new TaskFailure('Glue.ConcurrentRunsExceededException', 'Concurrent runs exceeded');
  };
  const { succeeded, calls } = await night({ ingest: [busy, busy] });
  assert.ok(succeeded);
  assert.equal(calls.filter((call) => call === 'ingest').length, 3);
});

for (const name of ['Glue.ConcurrentRunsExceededException', 'Glue.ResourceNumberLimitExceededException']) {
  test(`${name} that does not go away is CapacityUnavailable`, async () => {
    const { succeeded, failState, code, message, calls, published } = await night({
      load: () => {
        throw new TaskFailure(name, 'No more runs, please');
      },
    });
    assert.equal(succeeded, false);
    assert.equal(failState, 'InfrastructureFailed');
    assert.equal(code, 'CapacityUnavailable');
    assert.match(message, /^CapacityUnavailable: the job of Load: .*No more runs, please; wait/);
    assert.equal(calls.filter((call) => call === 'load').length, 7);
    assert.equal(published.length, 1);
    assert.equal(published[0].Message.code, 'CapacityUnavailable');
    assert.equal(published[0].TopicArn, '${OperationsTopic}');
  });
}

test('a night whose notification fails still fails with its own code', async () => {
  const { succeeded, code, failState } = await night({
    quality: coded('InputMissing'),
    publish: () => {
      throw new TaskFailure('SNS.AuthorizationErrorException', 'no');
    },
  });
  assert.equal(succeeded, false);
  assert.equal(code, 'InputMissing');
  assert.equal(failState, 'DataFailed');
});

test('an exception of ours without a code is a bug', async () => {
  const thrown = { errorType: 'java.lang.NullPointerException', errorMessage: 'null' };
  const { failState, code } = await night({ report: () => payload('report', thrown, 1) });
  assert.equal(failState, 'InternalFailed');
  assert.equal(code, 'InternalError');
});

test('exit statuses follow the Fail states', () => {
  assert.deepEqual(new Set(Object.values(failStates(definition))), new Set([64, 65, 70, 75]));
  assert.equal(exitStatus(definition, { code: 'InvalidContract' }), 64);
  assert.equal(exitStatus(definition, { code: 'QualityGateFailed' }), 65);
  assert.equal(exitStatus(definition, { code: 'CommitOutcomeUnknown' }), 75);
  assert.equal(exitStatus(definition, { code: 'SyntaxError' }), 70);
  assert.equal(exitStatus(definition, { failState: 'DataFailed', code: 'whatever' }), 65);
});
