// summary.json: what the night came to, read back from what the stages left.

import { plainMessage } from './failure.mjs';
import { refusals, warnings } from './findings.mjs';

const RECORDED = ['ingest', 'transform', 'quality', 'load', 'report'];
const COUNTS = { ingest: ['read', 'raw'], transform: ['curated', 'quarantined', 'duplicates'] };

/** Collects the stages as they go. */
export class Stages {
  #stages = new Map();

  /** A stage's attempt has ended; its attempts count as one stage. */
  ended(stage, status, millis) {
    const before = this.#stages.get(stage) ?? { seconds: 0, attempts: 0 };
    const seconds = Number((before.seconds + millis / 1000).toFixed(3));
    this.#stages.set(stage, { stage, status, seconds, attempts: before.attempts + 1, skipped: false });
  }

  /** A stage's record of another run means this run found its work done. */
  withRecords(records, runId) {
    return [...this.#stages.values()].map((entry) => {
      const runRecord = records[entry.stage];
      const skipped = entry.status === 'succeeded' && runRecord !== undefined && runRecord['run-id'] !== runId;
      return { ...entry, skipped };
    });
  }
}

/** The run records of the stages that ended well in this run, by stage. */
export async function readRecords(bucket, prefix, stages) {
  const records = {};
  for (const { stage, status } of stages) {
    if (status !== 'succeeded' || !RECORDED.includes(stage)) continue;
    const runRecord = await bucket.json(`${prefix}${stage}.json`);
    if (runRecord) records[stage] = runRecord;
  }
  return records;
}

/**
 * What a transform that failed after it published its quarantine left, by stage: the quarantine alone counts of it.
 * Empty if transform ended well, or left nothing in this run.
 */
export async function readFailed(bucket, prefix, stages, runId) {
  if (!stages.some(({ stage, status }) => stage === 'transform' && status === 'failed')) return {};
  const failed = await bucket.json(`${prefix}failed/transform.json`);
  return failed?.['run-id'] === runId ? { transform: failed } : {};
}

/** Counts by name, of the stages that have them. */
export function counts(records) {
  const found = {};
  for (const [stage, names] of Object.entries(COUNTS)) {
    for (const name of names) {
      if (records[stage]) found[name] = records[stage].counts[name] ?? 0;
    }
  }
  return found;
}

/**
 * The curated partitions that the transform published, or found published, with their rows. Those of days after the
 * night's wait: their own night judges and loads them, unless it has loaded already and the transform marked them due.
 */
export function publishedPartitions(records, dataset, date) {
  const outputs = records.transform?.outputs ?? [];
  const due = new Set(records.transform?.['later-days-due'] ?? []);
  const dayOf = (partition) => partition.split('=')[1];
  const waits = (partition) => dayOf(partition) > date && !due.has(dayOf(partition));
  return outputs
    .filter((output) => output.table === `curated/${dataset}`)
    .map(({ partition, rows }) => ({ partition, published: rows, ...(waits(partition) && { waits: true }) }))
    .sort((one, other) => (one.partition < other.partition ? -1 : 1));
}

/**
 * The whole summary; `loaded` is a map from partition to rows as counted in the warehouse, or undefined where nothing
 * was counted. The sum is of what this night loads, so without the partitions that wait.
 */
export function summarize({ dataset, date, runId, outcome, stages, records, failed = {}, warnedRules, loaded, report }) {
  const partitions = publishedPartitions(records, dataset, date).map(({ partition, published, ...waits }) => ({
    partition,
    published,
    loaded: loaded?.get(partition) ?? 0,
    ...waits,
  }));
  const all = counts(records);
  const transform = records.transform ?? failed.transform;
  if (failed.transform) all.quarantined = failed.transform.counts.quarantined;
  if (loaded) all.loaded = partitions.reduce((sum, { loaded: rows, waits }) => sum + (waits ? 0 : rows), 0);
  const summary = {
    dataset,
    date,
    'run-id': runId,
    status: outcome.succeeded ? 'succeeded' : 'failed',
    stages,
    counts: all,
    partitions,
    refused: refusals(transform),
    warnings: warnings(transform, warnedRules),
    report,
  };
  if (!outcome.succeeded) {
    const stage = stages.findLast(({ status }) => status === 'failed')?.stage ?? null;
    summary.error = { stage, code: outcome.code, message: plainMessage(outcome.message) };
  }
  return summary;
}
