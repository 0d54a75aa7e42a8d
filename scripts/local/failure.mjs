// A failed task as Step Functions sees it: an error name, and a cause that is text or JSON.

export class TaskFailure extends Error {
  constructor(name, cause) {
    super(typeof cause === 'string' ? cause : JSON.stringify(cause));
    this.name = name;
  }
}

/** The interpreter's wildcards stop at a line's end, AWS's do not: keep a message on one line. */
export function oneLine(text) {
  return String(text).replace(/\s*[\r\n]+\s*/g, ' ').trim();
}

/** What follows "Exception in User Class: <class> : " in an error message; of a cause in JSON, its message. */
export function plainMessage(text) {
  return messageOf(String(text)).replace(/^Exception in User Class: \S+ : /, '');
}

function messageOf(text) {
  if (!text.startsWith('{')) return text;
  try {
    const cause = JSON.parse(text);
    return cause.ErrorMessage ?? cause.errorMessage ?? text;
  } catch {
    return text;
  }
}
