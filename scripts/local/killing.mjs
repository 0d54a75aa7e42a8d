// --fail: kill -9 a stage's process after it has written and before it publishes. The stack keeps the publishing request
// waiting meanwhile, so that the instant is the same every time; the job itself knows nothing of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { signalGroup } from './children.mjs';

const LOOK_MILLIS = 25;
const NAMED = 4;

export class Killing {
  #wanted;
  #night;

  /** `wanted` is {stage, attempts} or nothing; the night is {stack, bucket, bucketName, lake, dataset, date, out, events}. */
  constructor(wanted, night) {
    this.#wanted = wanted;
    this.#night = night;
  }

  /** Runs an attempt, `run(started)`, and kills its process if it is one to be killed. */
  async during(stage, attempt, run) {
    if (this.#wanted?.stage !== stage || attempt > this.#wanted.attempts) return run(() => {});
    const before = await this.#written();
    await this.#hold(stage);
    let struck = Promise.resolve();
    try {
      return await run((pid, ended) => (struck = this.#strike({ stage, attempt, pid, ended, before })));
    } finally {
      // The transaction of a dead client must not go on holding its locks when the next attempt comes.
      await struck;
      await this.#holds('POST', '/drop');
    }
  }

  async #strike({ stage, attempt, pid, ended, before }) {
    const { lake, out, events } = this.#night;
    const held = await this.#firstHeld(ended);
    if (!held) {
      out.line(`  --fail ${stage}: it ended without publishing anything, so there was nothing to kill`);
      return;
    }
    const objects = changed(before, await this.#written());
    signalGroup(pid, 'SIGKILL');
    const { status } = await ended;
    const written = objects.map(({ key, bytes }) => ({ object: key.slice(lake.length), bytes }));
    const publishing = held.kind === 'commit' ? 'the commit of its rows' : held.name.split(`/${lake}`)[1];
    events.add('killed', { stage, attempt, pid, signal: 'SIGKILL', 'exit-status': status, written, before: publishing });
    out.line(`  --fail ${stage}: attempt ${attempt}, process ${pid}, got kill -9 and ended with ${status}`);
    out.line(`    it had written ${named(written)}${held.kind === 'commit' ? ', and rows that are not committed' : ''}`);
    out.line(`    it had not published: ${publishing}`);
  }

  async #firstHeld(ended) {
    let over = false;
    ended.then(() => (over = true));
    while (!over) {
      const { held } = await this.#holds('GET', '');
      if (held.length > 0) return held[0];
      await sleep(LOOK_MILLIS);
    }
    return undefined;
  }

  #hold(stage) {
    const { bucketName, lake, dataset, date } = this.#night;
    const put = `${literal(`${bucketName}/${lake}`)}(${publications(stage, literal(dataset), date).join('|')})`;
    return this.#holds('POST', '', { put, commit: String(stage === 'load') });
  }

  async #holds(method, path, parameters = {}) {
    const url = new URL(`/_local/holds${path}`, this.#night.stack.aws);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    const answer = await fetch(url, { method });
    if (!answer.ok) throw new Error(`the stack does not hold: ${await answer.text()}`);
    return answer.json();
  }

  #written() {
    return this.#night.bucket.objects(this.#night.lake);
  }
}

/** What makes a stage's work visible, as patterns of keys below the lake; a stage that has nothing new still has its record. */
export function publications(stage, dataset, date) {
  const own = {
    ingest: [`raw/${dataset}/_published/.*`],
    transform: [`(curated|quarantine)/${dataset}/_published/.*`],
    quality: [`quality/${dataset}/.*/verdict[.]json`],
    report: [`reports/${dataset}/dt=${date}/report[.]html`],
  };
  return [...(own[stage] ?? []), `runs/${dataset}/${date}/${stage}[.]json`];
}

/** The objects that are new or not what they were. */
export function changed(before, after) {
  const known = new Map(before.map(({ key, version }) => [key, version]));
  return after.filter(({ key, version }) => known.get(key) !== version);
}

/** A few by name, the rest by number; those with content first. */
export function named(written) {
  if (written.length === 0) return 'no object that is left';
  const sorted = [...written].sort((one, other) => Math.sign(other.bytes - one.bytes));
  const few = sorted.slice(0, NAMED).map(({ object, bytes }) => `${object} (${bytes} bytes)`);
  const more = sorted.length > NAMED ? [`${sorted.length - NAMED} more`] : [];
  return [...few, ...more].join(', ');
}

function literal(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
