import assert from 'node:assert/strict';
import { test } from 'node:test';
import { report } from './console.mjs';
import { childEnvironment } from './environment.mjs';
import { plainMessage, oneLine } from './failure.mjs';
import { jobRun } from './jobs.mjs';
import { Stages, summarize } from './summary.mjs';

const RUN = 'local-2';
const records = {
  ingest: { 'run-id': 'local-1', counts: { read: 10, raw: 10 }, outputs: [] },
  transform: {
    'run-id': RUN,
    counts: { raw: 10, curated: 7, quarantined: 2, duplicates: 1 },
    outputs: [
      { table: 'curated/flights', partition: 'departed_on=2001-01-02', rows: 1 },
      { table: 'curated/flights', partition: 'departed_on=2001-01-01', rows: 4 },
      { table: 'curated/flights', partition: 'departed_on=2000-12-31', rows: 3 },
      { table: 'quarantine/flights', partition: 'dt=2001-01-01', rows: 2 },
    ],
  },
};

function summary(outcome, loaded, of = records) {
  const stages = new Stages();
  stages.ended('ingest', 'succeeded', 1200);
  stages.ended('transform', 'failed', 1000);
  stages.ended('transform', 'succeeded', 2500);
  return summarize({
    dataset: 'flights',
    date: '2001-01-01',
    runId: RUN,
    outcome,
    stages: stages.withRecords(of, RUN),
    records: of,
    loaded,
    report: { html: '/some/work/report.html', csv: '/some/work/report.csv', url: null },
  });
}

test('a stage whose record is of another run was skipped; attempts of a stage add up', () => {
  assert.deepEqual(summary({ succeeded: true }).stages, [
    { stage: 'ingest', status: 'succeeded', seconds: 1.2, attempts: 1, skipped: true },
    { stage: 'transform', status: 'succeeded', seconds: 3.5, attempts: 2, skipped: false },
  ]);
});

test('counts come from the records, loaded from the warehouse', () => {
  const loaded = new Map([['departed_on=2000-12-31', 3], ['departed_on=2001-01-01', 4]]);
  const { counts, partitions, status } = summary({ succeeded: true }, loaded);
  assert.deepEqual(counts, { read: 10, raw: 10, curated: 7, quarantined: 2, duplicates: 1, loaded: 7 });
  assert.deepEqual(partitions, [
    { partition: 'departed_on=2000-12-31', published: 3, loaded: 3 },
    { partition: 'departed_on=2001-01-01', published: 4, loaded: 4 },
    { partition: 'departed_on=2001-01-02', published: 1, loaded: 0, waits: true },
  ]);
  assert.equal(status, 'succeeded');
});

test('rows of a later day that its own night loaded are counted as they are, and not for this night', () => {
  const loaded = new Map([['departed_on=2001-01-01', 4], ['departed_on=2001-01-02', 9]]);
  const again = summary({ succeeded: true }, loaded);
  assert.equal(again.counts.loaded, 4);
  assert.deepEqual(again.partitions.at(-1), { partition: 'departed_on=2001-01-02', published: 1, loaded: 9, waits: true });
});

test('a later day that its own night loaded otherwise is loaded by this one, and counted', () => {
  const marked = structuredClone(records);
  marked.transform.facts = { 'due-later': 'departed_on=2001-01-02' };
  const loaded = new Map([['departed_on=2001-01-01', 4], ['departed_on=2001-01-02', 9]]);
  const again = summary({ succeeded: true }, loaded, marked);
  assert.equal(again.counts.loaded, 13);
  assert.deepEqual(again.partitions.at(-1), { partition: 'departed_on=2001-01-02', published: 1, loaded: 9 });
});

test('a failed night names its error and claims nothing loaded', () => {
  const failed = summary({ succeeded: false, code: 'InputMissing', message: 'InputMissing: x: y; z; w' });
  assert.equal(failed.status, 'failed');
  assert.equal(failed.error.code, 'InputMissing');
  assert.equal(failed.counts.loaded, undefined);
});

test('the closing report has the sums and no control characters', () => {
  const lines = report(summary({ succeeded: true }), { work: '/some/work', lake: '/some/work/lake' });
  assert.ok(lines.includes('raw 10 = curated 7 + quarantined 2 + duplicates 1'));
  assert.ok(lines.includes('departed_on=2001-01-02: published 1, loaded 0, left to its own night'));
  assert.doesNotMatch(lines.join('\n'), /[\u0000-\u0009\u000b-\u001f]/);
});

test('nothing of the user\'s AWS reaches a child', () => {
  const env = childEnvironment({ AWS_PROFILE: 'prod', AWS_SESSION_TOKEN: 't', MADRUGADA_X: '1', PATH: '/bin' }, '/some/work', {
    aws: 'http://127.0.0.1:1',
    s3: 'http://127.0.0.1:2',
    region: 'us-east-1',
    'access-key': 'a',
    'secret-key': 's',
  });
  assert.equal(env.AWS_PROFILE, undefined);
  assert.equal(env.AWS_SESSION_TOKEN, undefined);
  assert.equal(env.MADRUGADA_X, undefined);
  assert.equal(env.PATH, '/bin');
  assert.equal(env.AWS_ENDPOINT_URL_S3, 'http://127.0.0.1:2');
  assert.equal(env.AWS_EC2_METADATA_DISABLED, 'true');
});

test('a verdict is not a failed job run, a process that died is', () => {
  assert.equal(jobRun({ Id: 'j' }, { state: 'SUCCEEDED' }, 65).JobRunState, 'SUCCEEDED');
  for (const [outcome, status] of [[undefined, 137], [{ state: 'SUCCEEDED' }, 75]]) {
    assert.throws(() => jobRun({ Id: 'j' }, outcome, status), { name: 'States.TaskFailed', message: /"JobRunState":"FAILED"/ });
  }
});

test('messages are told without Glue\'s wrapping, and on one line', () => {
  assert.equal(plainMessage('Exception in User Class: a.B : Code: x'), 'Code: x');
  assert.equal(plainMessage('Code: x'), 'Code: x');
  assert.equal(oneLine('a\n  b\r\nc'), 'a b c');
});
