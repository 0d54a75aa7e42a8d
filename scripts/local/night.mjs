// One night on this machine: the stack, the source, the machine, the summary.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nightOf } from './arguments.mjs';
import { clients } from './aws.mjs';
import { exitStatus } from './categories.mjs';
import { report } from './console.mjs';
import { readContract } from './contract.mjs';
import { childEnvironment } from './environment.mjs';
import { Events } from './events.mjs';
import { amberFor } from './findings.mjs';
import { invoke } from './functions.mjs';
import { runJob } from './jobs.mjs';
import { Killing } from './killing.mjs';
import { execute } from './machine.mjs';
import { Bucket } from './objects.mjs';
import { ensureStream, preload } from './source.mjs';
import { Stages, readFailed, readRecords, publishedPartitions, summarize } from './summary.mjs';
import { publish } from './topics.mjs';
import { countLoaded, ensureSchema } from './warehouse.mjs';

const BUCKET = 'madrugada';
const LAKE = 'lake/';

/** Fills the stack, executes step-function.json on it, writes the summary; answers the exit status. */
export async function runNight({ root, asked, stack, children, out, java }) {
  const { dataset: folder, date, work, force } = asked;
  const definition = JSON.parse(readFileSync(join(root, 'step-function.json'), 'utf8'));
  const contract = readContract(folder);
  const aws = clients(stack);
  const bucket = new Bucket(aws.s3, BUCKET);
  const execution = `local-${new Date().toISOString().replace(/[^0-9TZ]/g, '')}`;

  await fill({ asked, contract, stack, aws, bucket, out });

  const stages = new Stages();
  const events = new Events(work);
  const place = { stack, bucket, bucketName: BUCKET, lake: LAKE, dataset: contract.name, date };
  const killing = new Killing(asked.fail, { ...place, out, events });
  const env = childEnvironment(process.env, work, stack);
  const bytes = asked.inputs.reduce((sum, file) => sum + statSync(file).size, 0);
  const shared = { root, work, stack, env, children, java, progress: (text) => out.progress(text) };
  const services = {
    job: (stage, input) => watched(stage, (attempt, started) => runJob({ ...shared, stage, input, attempt, bytes, started })),
    fn: async (stage, input) => {
      if (stage === 'failure') return decide(input);
      const answer = await watched(stage, (_, started) => invoke({ ...shared, stage, input, started }));
      answers[stage] = answer.Payload;
      return answer;
    },
    publish: (input) => publish(aws.sns, input),
  };
  const answers = {};
  const attempts = new Map();
  // The failure function is no stage: nobody asks how long it took.
  async function decide(input) {
    answers.failure = undefined;
    const answer = await invoke({ ...shared, stage: 'failure', input });
    answers.failure = answer.Payload;
    return answer;
  }
  async function watched(stage, work) {
    const attempt = (attempts.get(stage) ?? 0) + 1;
    attempts.set(stage, attempt);
    const from = Date.now();
    out.start(attempt === 1 ? stage : `${stage} (attempt ${attempt})`);
    let status = 'failed';
    try {
      const answer = await killing.during(stage, attempt, (started) =>
        work(attempt, (pid, ended) => {
          events.add('attempt-started', { stage, attempt, pid });
          ended.then(({ status }) => events.add('attempt-ended', { stage, attempt, pid, 'exit-status': status }));
          started(pid, ended);
        }),
      );
      // A gate that stays closed is a function that ended well and a stage that did not.
      status = answer.Payload?.passed === false ? 'failed' : 'succeeded';
      return answer;
    } finally {
      stages.ended(stage, status, Date.now() - from);
      out.finish(status === 'succeeded' ? await doneOrSkipped(stage) : status);
    }
  }
  const records = `${LAKE}runs/${contract.name}/${date}/`;
  async function doneOrSkipped(stage) {
    const runRecord = await bucket.json(`${records}${stage}.json`);
    return runRecord && runRecord['run-id'] !== planned(answers)?.['run-id'] ? 'skipped' : 'done';
  }

  const input = {
    dataset: `s3://${BUCKET}/datasets/${contract.name}/`,
    date,
    lake: `s3://${BUCKET}/${LAKE}`,
    force: String(force),
    now: nightOf(date),
  };
  const onEvent = ({ type, state }) => type === 'StateEntered' && events.add('state-entered', { state: state.name });
  const outcome = await execute(definition, { name: execution, input, services, onEvent });

  const summary = await conclude({ asked, contract, stack, bucket, records, answers, outcome, stages });
  const amber = amberFor(process.stdout, process.env);
  const lake = join(work, 'stack', 's3', BUCKET, 'lake');
  for (const line of report(summary, { work, lake, amber })) out.line(line);
  if (outcome.succeeded) return 0;
  const { stage: failed, message } = summary.error;
  out.line('');
  out.line(`The night failed${failed ? ` in ${failed}` : ''}: ${message}`);
  if (failed) out.line(`See ${join(work, 'logs', `${failed}.log`)}`);
  return exitStatus(answers.failure);
}

/** The night that plan answered; a night on this machine is one. */
function planned(answers) {
  return answers.plan?.nights[0].night;
}

/** Puts dataset folder and records where AWS would have them. */
async function fill({ asked, contract, stack, aws, bucket, out }) {
  out.start('filling S3 and Kinesis');
  await bucket.create();
  if (contract.table) await ensureSchema(stack, contract.table.schema);
  await bucket.mirror(asked.dataset, `datasets/${contract.name}/`, ['sample']);
  let total = 0;
  if (contract.stream) {
    await ensureStream(aws.kinesis, contract.stream);
    for (const file of asked.inputs) {
      const { records } = await preload(stack, contract.stream, asked.date, file);
      total += records;
    }
  }
  out.finish('done');
  if (contract.stream) out.line(`  ${total} records of ${asked.date} are in the stream ${contract.stream}`);
}

/** Reads back what the stages left and writes summary.json. */
async function conclude({ asked, contract, stack, bucket, records, answers, outcome, stages }) {
  const { work, date } = asked;
  const runId = planned(answers)?.['run-id'] ?? null;
  const own = await readRecords(bucket, records, stages.withRecords({}, runId));
  const partitions = publishedPartitions(own, contract.name, date).map(({ partition }) => partition);
  const reached = stages.withRecords(own, runId);
  const wasLoaded = reached.some(({ stage, status }) => stage === 'load' && status === 'succeeded');
  const loaded = wasLoaded && contract.table ? await countLoaded(stack, contract.table, partitions) : undefined;
  const summary = summarize({
    dataset: contract.name,
    date,
    runId,
    outcome,
    stages: reached,
    records: own,
    failed: await readFailed(bucket, records, reached, runId),
    warnedRules: answers.gate?.['warned-rules'],
    loaded,
    report: await copyReport({ bucket, work, dataset: contract.name, date, outcome, url: answers.report?.url }),
  });
  writeFileSync(join(work, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  return summary;
}

async function copyReport({ bucket, work, dataset, date, outcome, url }) {
  const below = `reports/${dataset}/dt=${date}`;
  const folder = join(work, below);
  rmSync(folder, { recursive: true, force: true });
  if (!outcome.succeeded) return { html: null, csv: null, url: null };
  const files = await bucket.download(`${LAKE}${below}/`, folder);
  return {
    html: files.find((file) => file.endsWith('.html')) ?? null,
    csv: files.find((file) => file.endsWith('.csv')) ?? null,
    url: url ?? null,
  };
}
