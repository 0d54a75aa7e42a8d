// What the driver itself has to know of a dataset's contract. Whether the contract is right is for the jobs to say.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

/** A broken contract reads as an empty one: the machine then tells what is wrong, with file and line. */
export function readContract(folder) {
  const yaml = parsed(join(folder, 'dataset.yaml'));
  const text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
  const schema = text(yaml.warehouse?.schema);
  const table = text(yaml.warehouse?.table);
  return {
    name: text(yaml.dataset) ?? basename(folder),
    stream: text(yaml.source?.kinesis?.stream),
    table: schema && table ? { schema, table } : undefined,
  };
}

function parsed(file) {
  try {
    const yaml = parse(readFileSync(file, 'utf8'));
    return yaml !== null && typeof yaml === 'object' ? yaml : {};
  } catch {
    return {};
  }
}
