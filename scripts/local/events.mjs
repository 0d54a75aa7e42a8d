// What happened in a run, one JSON object a line: the states entered, each attempt's process and how it ended.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

export class Events {
  #file;

  constructor(work) {
    this.#file = join(work, 'logs', 'events.ndjson');
  }

  add(event, details) {
    appendFileSync(this.#file, `${JSON.stringify({ at: new Date().toISOString(), event, ...details })}\n`);
  }
}
