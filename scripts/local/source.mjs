// The source of the night: the stream, and the day's records in it.
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  IncreaseStreamRetentionPeriodCommand,
} from '@aws-sdk/client-kinesis';

const SHARDS = 4;
/** A year, Kinesis's most: nights of other days find their records in the same stream. */
const RETENTION_HOURS = 8760;

/** Creates the stream if it is not there, and lengthens its retention. */
export async function ensureStream(kinesis, name) {
  let summary = await describe(kinesis, name);
  if (!summary) {
    await kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: SHARDS }));
  }
  while (summary?.StreamStatus !== 'ACTIVE') {
    summary = await describe(kinesis, name);
    if (summary?.StreamStatus !== 'ACTIVE') await sleep(50);
  }
  if (summary.RetentionPeriodHours < RETENTION_HOURS) {
    await kinesis.send(
      new IncreaseStreamRetentionPeriodCommand({ StreamName: name, RetentionPeriodHours: RETENTION_HOURS }),
    );
  }
}

/** Puts a file's lines into the stream as the day's records, once; returns {records, already}. */
export async function preload(stack, stream, date, file) {
  const url = new URL(`/_local/kinesis/${encodeURIComponent(stream)}/preload`, stack.aws);
  url.searchParams.set('date', date);
  url.searchParams.set('name', basename(file));
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(statSync(file).size) },
    body: createReadStream(file),
    duplex: 'half',
  });
  if (!answer.ok) throw new Error(`${file} could not be put into ${stream}: ${await answer.text()}`);
  return answer.json();
}

async function describe(kinesis, name) {
  try {
    const answer = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: name }));
    return answer.StreamDescriptionSummary;
  } catch (error) {
    if (error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
