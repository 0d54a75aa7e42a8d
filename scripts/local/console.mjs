// What a newcomer sees: a line per stage, a live one on a terminal, a table at the end.

import { lines as findings } from './findings.mjs';

const TICK_MILLIS = 200;

export class Console {
  #out;
  #live;
  #running;
  #timer;

  constructor(out) {
    this.#out = out;
    // On anything but a terminal: plain lines, no control characters.
    this.#live = Boolean(out.isTTY) && process.env.TERM !== 'dumb';
  }

  line(text = '') {
    this.#erase();
    this.#out.write(`${text}\n`);
    this.#draw();
  }

  /** Something that takes a while has begun; `progress` may be told more of it until `finish`. */
  start(name) {
    this.#running = { name, from: Date.now(), progress: '' };
    if (this.#live) this.#timer = setInterval(() => this.#redraw(), TICK_MILLIS);
    else this.#out.write(`${name} ...\n`);
  }

  progress(text) {
    if (this.#running) this.#running.progress = text;
  }

  finish(result) {
    if (!this.#running) return;
    const { name, from } = this.#running;
    clearInterval(this.#timer);
    this.#erase();
    this.#running = undefined;
    this.#out.write(`${name.padEnd(28)} ${result.padEnd(8)} ${seconds(Date.now() - from).padStart(8)}\n`);
  }

  #redraw() {
    this.#erase();
    this.#draw();
  }

  #draw() {
    if (!this.#live || !this.#running) return;
    const { name, from, progress } = this.#running;
    const text = `${name.padEnd(28)} ${progress ? `Spark tasks ${progress}` : '...'}  ${seconds(Date.now() - from)}`;
    this.#out.write(text.slice(0, (this.#out.columns || 80) - 1));
  }

  #erase() {
    if (this.#live && this.#running) this.#out.write('\r\u001b[K');
  }
}

export function seconds(millis) {
  return `${(millis / 1000).toFixed(1)} s`;
}

/** The table of stages, the counts, what was refused and warned of, and where to look. */
export function report(summary, { work, lake, amber }) {
  const { stages, counts, partitions } = summary;
  const lines = ['', `${'stage'.padEnd(12)}${'status'.padEnd(12)}${'seconds'.padStart(8)}`];
  for (const stage of stages) {
    const status = stage.skipped ? 'skipped' : stage.status;
    const again = stage.attempts > 1 ? `  ${stage.attempts} attempts` : '';
    lines.push(`${stage.stage.padEnd(12)}${status.padEnd(12)}${stage.seconds.toFixed(1).padStart(8)}${again}`);
  }
  lines.push('');
  if (counts.read !== undefined) lines.push(`read ${counts.read} = raw ${counts.raw}`);
  if (counts.curated !== undefined) {
    const { raw, curated, quarantined, duplicates } = counts;
    lines.push(`raw ${raw} = curated ${curated} + quarantined ${quarantined} + duplicates ${duplicates}`);
  }
  for (const { partition, published, loaded, waits } of partitions) {
    lines.push(`${partition}: published ${published}, loaded ${loaded}${waits ? ', left to its own night' : ''}`);
  }
  lines.push(...findings(summary, amber));
  lines.push('');
  const places = [
    ['summary', `${work}/summary.json`],
    ['report', summary.report?.html],
    ['figures', summary.report?.csv],
    ['lake', lake],
    ['mail, notices', `${work}/outbox`],
    ['logs', `${work}/logs`],
  ];
  for (const [name, place] of places) if (place) lines.push(`${name.padEnd(14)} ${place}`);
  return lines;
}
