// How a run ends: the exit status of each category of error.

const EXIT_STATUS = { CALLER: 64, DATA: 65, INTERNAL: 70, INFRASTRUCTURE: 75 };

/** The exit status of an execution that failed: by the failure function's last answer; without one it is a bug. */
export function exitStatus(decision) {
  return EXIT_STATUS[decision?.category] ?? EXIT_STATUS.INTERNAL;
}
