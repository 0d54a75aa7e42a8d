// What the night refused and warns of: read from transform's run record and the gate's answer, shown on the console.

const SHOWN = 10;

/** The reasons for which records were refused, most records first; none where transform left no record. */
export function refusals(transform) {
  return transform?.findings?.refusals ?? [];
}

/** Transform's warnings, then the rules that only warn and were broken. */
export function warnings(transform, warnedRules = []) {
  const rules = warnedRules.map((message) => ({ code: 'RuleWarned', subject: message.split(': ')[0], message }));
  return [...(transform?.findings?.warnings ?? []), ...rules];
}

/** Lines for people; `amber` colours a text, or leaves it as it is. */
export function lines({ counts, refused = [], warnings: warned = [] }, amber = (text) => text) {
  const found = [];
  if (counts.quarantined > 0) {
    found.push(amber(`${grouped(counts.quarantined)} of ${grouped(counts.raw ?? 0)} refused`));
    for (const refusal of refused.slice(0, SHOWN)) found.push(amber(`  ${reason(refusal)}`));
    if (refused.length > SHOWN) found.push(amber(`  and ${refused.length - SHOWN} more reasons, in the summary`));
  }
  for (const { code, message } of warned.slice(0, SHOWN)) found.push(amber(`warning: ${code}: ${message}`));
  if (warned.length > SHOWN) found.push(amber(`and ${warned.length - SHOWN} more warnings, in the summary`));
  return found;
}

/** Amber on a terminal, unless NO_COLOR or TERM=dumb asks for none. */
export function amberFor(out, environment) {
  const isColoured = Boolean(out.isTTY) && !environment.NO_COLOR && environment.TERM !== 'dumb';
  return isColoured ? (text) => `\u001b[33m${text}\u001b[0m` : (text) => text;
}

function reason({ code, column, detail, count, example }) {
  const seen = example ? `; masked: ${example.masked ?? '(no value)'}, ${place(example)}` : '';
  return `${grouped(count)} ${code}${column ? ` ${column}` : ''}: ${detail}${seen}`;
}

function place(example) {
  const sub = example['sub-sequence-number'] > 0 ? `.${example['sub-sequence-number']}` : '';
  return `${example['shard-id']} ${example['sequence-number']}${sub}`;
}

function grouped(number) {
  return number.toLocaleString('en-US');
}
