import assert from 'node:assert/strict';
import { test } from 'node:test';
import { report } from './console.mjs';
import { childEnvironment } from './environment.mjs';
import { amberFor } from './findings.mjs';
import { plainMessage, oneLine } from './failure.mjs';
import { jobRun } from './jobs.mjs';
import { Stages, readFailed, summarize } from './summary.mjs';

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

const FINDINGS = {
  refusals: [
    {
      code: 'TypeMismatch',
      column: 'price',
      detail: 'expected integer, found a text',
      count: 1234,
      example: { masked: 'aaa', stream: 's', 'shard-id': 'shard-0', 'sequence-number': '17', 'sub-sequence-number': 2 },
    },
    { code: 'EmptyPayload', column: null, detail: 'the payload is empty', count: 1, example: null },
  ],
  warnings: [{ code: 'FieldNeverSeen', subject: 'city', message: "no record of the day has the field 'a.city'" }],
};

function summary(outcome, loaded, of = records, more = {}) {
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
    ...more,
  });
}

test('what was refused and warned of is in the summary and on the console', () => {
  const dirty = structuredClone(records);
  dirty.transform.findings = FINDINGS;
  dirty.transform.counts.quarantined = 1235;
  dirty.ingest.counts.raw = 32010;
  const warnedRules = ['day=2001-01-01: Mean "x" > 3: mean is 2'];
  const night = summary({ succeeded: true }, undefined, dirty, { warnedRules });
  assert.deepEqual(night.refused, FINDINGS.refusals);
  assert.deepEqual(night.warnings.map(({ code, subject }) => `${code} ${subject}`), [
    'FieldNeverSeen city',
    'RuleWarned day=2001-01-01',
  ]);
  const plain = report(night, { work: '/w', lake: '/l' });
  for (const line of [
    '1,235 of 32,010 refused',
    '  1,234 TypeMismatch price: expected integer, found a text; masked: aaa, shard-0 17.2',
    '  1 EmptyPayload: the payload is empty',
    "warning: FieldNeverSeen: no record of the day has the field 'a.city'",
    'warning: RuleWarned: day=2001-01-01: Mean "x" > 3: mean is 2',
  ]) {
    assert.ok(plain.includes(line), line);
  }
  assert.doesNotMatch(plain.join('\n'), /clean|proved/i);
  const amber = amberFor({ isTTY: true }, { TERM: 'xterm' });
  assert.ok(report(night, { work: '/w', lake: '/l', amber }).includes('\u001b[33m1,235 of 32,010 refused\u001b[0m'));
});

test('colour is for terminals, and for nobody who asks for none', () => {
  assert.equal(amberFor({ isTTY: true }, {})('x'), '\u001b[33mx\u001b[0m');
  assert.equal(amberFor({ isTTY: true }, { NO_COLOR: '1' })('x'), 'x');
  assert.equal(amberFor({ isTTY: true }, { TERM: 'dumb' })('x'), 'x');
  assert.equal(amberFor({}, { TERM: 'xterm' })('x'), 'x');
});

test('a night without refusals says nothing of them', () => {
  const night = summary({ succeeded: true }, undefined, { ingest: records.ingest });
  assert.deepEqual([night.refused, night.warnings], [[], []]);
  assert.doesNotMatch(report(night, { work: '/w', lake: '/l' }).join('\n'), /refused/);
});

test('a transform that failed by what it refused shows it, if it is of this run', async () => {
  const left = { 'run-id': RUN, counts: { raw: 32010, quarantined: 1235 }, findings: FINDINGS };
  const bucket = { json: async (key) => (key === 'runs/failed/transform.json' ? left : undefined) };
  const stages = [{ stage: 'transform', status: 'failed' }];
  const failed = await readFailed(bucket, 'runs/', stages, RUN);
  const outcome = { succeeded: false, code: 'DataContractViolation', message: 'DataContractViolation: x: y; z; w' };
  const night = summary(outcome, undefined, { ingest: { ...records.ingest, counts: { read: 32010, raw: 32010 } } }, { failed });
  assert.equal(night.counts.quarantined, 1235);
  assert.equal(night.counts.curated, undefined);
  assert.deepEqual(night.refused, FINDINGS.refusals);
  assert.ok(report(night, { work: '/w', lake: '/l' }).includes('1,235 of 32,010 refused'));
  assert.deepEqual(await readFailed(bucket, 'runs/', stages, 'another'), {});
  assert.deepEqual(await readFailed(bucket, 'runs/', [{ stage: 'transform', status: 'succeeded' }], RUN), {});
});

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
  marked.transform['later-days-due'] = ['2001-01-02'];
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
