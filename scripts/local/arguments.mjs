// The command line of run-local: taken apart and checked as a whole, every problem named at once.
import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

export const USAGE = `usage: scripts/run-local.sh [--dataset DIR] [--date D] [--input FILE...] [--work DIR] [--force] [--keep]
                            [--fail STAGE[:1]]

Runs the night of day D on this machine: Kinesis, S3, Redshift and mail on loopback, and step-function.json against them.

  --dataset DIR   the dataset's folder, with its dataset.yaml       (default: datasets/flights)
  --date D        the arrival day, such as 2001-01-01               (default: 2001-01-01)
  --input FILE... the day's records, one a line, .gz too            (default: DIR/sample/D.ndjson.gz)
  --work DIR      where everything is left; a second run finds it   (default: target/local)
  --force         do work again that stands
  --keep          leave the stand-in for AWS up, and say how to connect
  --fail STAGE    kill -9 that stage's process at every attempt, after it has written and before it publishes: ingest,
                  transform, quality, load or report; STAGE:1 only at the first. The next run without it goes on there

Exit status: 0 done, 64 wrong arguments or contract, 65 the data, 70 our bug, 75 infrastructure (worth retrying).`;

const WITH_VALUE = new Set(['--dataset', '--date', '--work', '--fail']);
const STAGES_TO_KILL = ['ingest', 'transform', 'quality', 'load', 'report'];
const FLAGS = new Set(['--force', '--keep', '--help']);

/** What is wrong with the command line, one problem a line. */
export class WrongArguments extends Error {
  constructor(problems) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** The run that the words ask for; relative paths start at `cwd`. */
export function parseArguments(words, { root, cwd }) {
  const problems = [];
  const given = new Map();
  const inputs = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] === '-h' ? '--help' : words[i];
    if (FLAGS.has(word)) {
      given.set(word, true);
    } else if (word === '--input') {
      const first = inputs.length;
      while (i + 1 < words.length && !words[i + 1].startsWith('--')) inputs.push(words[++i]);
      if (inputs.length === first) problems.push('--input has no value: name one file or more');
    } else if (WITH_VALUE.has(word)) {
      if (i + 1 === words.length || words[i + 1].startsWith('--')) problems.push(`${word} has no value`);
      else if (given.has(word)) problems.push(`${word} is given twice: '${words[++i]}'`);
      else given.set(word, words[++i]);
    } else {
      problems.push(unknown(word));
    }
  }
  if (given.has('--help')) return { help: true };
  const dataset = resolve(cwd, given.get('--dataset') ?? join(root, 'datasets', 'flights'));
  const date = given.get('--date') ?? '2001-01-01';
  checkDataset(dataset, problems);
  const day = checkDate(date, problems);
  const fail = readFail(given.get('--fail'), problems);
  const files = inputs.map((file) => resolve(cwd, file));
  if (files.length === 0 && day && existsSync(join(dataset, 'dataset.yaml'))) {
    files.push(join(dataset, 'sample', `${date}.ndjson.gz`));
  }
  checkInputs(files, inputs.length === 0, problems);
  if (problems.length > 0) throw new WrongArguments(problems);
  return {
    help: false,
    dataset,
    date,
    inputs: files,
    work: resolve(cwd, given.get('--work') ?? join(root, 'target', 'local')),
    force: given.has('--force'),
    keep: given.has('--keep'),
    fail,
  };
}

/** Which stage is to be killed, and at how many of its attempts. */
function readFail(text, problems) {
  if (text === undefined) return undefined;
  const [stage, attempts, ...rest] = text.split(':');
  const known = STAGES_TO_KILL.includes(stage) && rest.length === 0;
  if (!known || (attempts !== undefined && attempts !== '1')) {
    problems.push(`--fail '${text}' is not one of ${STAGES_TO_KILL.join(', ')}, nor one of them with :1`);
    return undefined;
  }
  return { stage, attempts: attempts === undefined ? Infinity : 1 };
}

/** 02:00 UTC of the day after: when the night of a day runs. */
export function nightOf(date) {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return `${next.toISOString().slice(0, 10)}T02:00:00Z`;
}

function unknown(word) {
  const meant = [...WITH_VALUE, ...FLAGS, '--input'].find((name) => distance(word, name) <= 2);
  return `'${word}' is not known${meant ? `: did you mean ${meant}?` : ''}`;
}

/** Levenshtein's distance. */
function distance(one, other) {
  let previous = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const current = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = previous[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      current.push(Math.min(changed, previous[j] + 1, current[j - 1] + 1));
    }
    previous = current;
  }
  return previous[other.length];
}

function checkDataset(folder, problems) {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) problems.push(`--dataset '${folder}' is not a folder`);
  else if (!existsSync(join(folder, 'dataset.yaml'))) problems.push(`--dataset '${folder}' has no dataset.yaml`);
}

function checkDate(text, problems) {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
  // JavaScript rolls 2001-02-30 over into March.
  const valid = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
  if (!valid) problems.push(`--date '${text}' is not a day such as 2001-01-01`);
  return valid;
}

function checkInputs(files, isDefault, problems) {
  for (const file of files) {
    if (existsSync(file) && statSync(file).isFile()) continue;
    problems.push(
      isDefault
        ? `there is no ${basename(file)} in the dataset's sample folder: name the day's records with --input`
        : `--input '${file}' is not a file`,
    );
  }
}
