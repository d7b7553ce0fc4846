/** Every error class of tritforge. A user's mistake is an `InputError`; a failed check is a `CheckError`; anything else is our bug. */

/** One thing wrong with an input: where it stands and what would be right. */
export interface Fault {
  /** File, JSON path or command-line option, e.g. `DESIGN.json: /parameters/groupSize`. */
  readonly path: string;
  /** What was found and what is legal, e.g. `got 9, expected an integer from 1 to 6`. */
  readonly message: string;
}

/** Faults of one file that are told; a file with more is no slip. */
export const MOST_FAULTS = 50;

/** The faults of a file as far as they are told; `path` is that of the file. */
export function firstFaults(faults: readonly Fault[], path: string): readonly Fault[] {
  if (faults.length <= MOST_FAULTS) return faults;
  const more = { path, message: `got more than ${MOST_FAULTS} faults, expected none; the rest is not told` };
  return [...faults.slice(0, MOST_FAULTS), more];
}

/** The base of all errors that tritforge raises on purpose. */
export class TritforgeError extends Error {
  override readonly name: string = "TritforgeError";
}

/** A user's input is wrong; the CLI prints one line per fault and exits 2. */
export class InputError extends TritforgeError {
  override readonly name = "InputError";
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => `${fault.path}: ${fault.message}`).join("\n"));
    this.faults = faults;
  }

  /** The usual case: one fault. */
  static at(path: string, message: string): InputError {
    return new InputError([{ path, message }]);
  }
}

/** What was read, or why it could not be. */
export interface Attempt<T> {
  readonly value?: T;
  readonly faults: readonly Fault[];
}

/** Reads something beside others, so that the faults of all are told at once. */
export function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { value: read(), faults: [] };
  } catch (error) {
    if (error instanceof InputError) return { faults: error.faults };
    throw error;
  }
}

/** A check failed (verification mismatch, synthesis left unmapped cells, a validation gate broken); the CLI exits 1. */
export class CheckError extends TritforgeError {
  override readonly name = "CheckError";
}

/** A circuit was described wrongly: widths differ, an index is out of range, a port is missing. Raised where the node is made. */
export class NetlistError extends TritforgeError {
  override readonly name = "NetlistError";
}

/** An external tool could not be run or ended badly. */
export class ToolError extends TritforgeError {
  override readonly name = "ToolError";
  readonly log: string;

  constructor(message: string, log: string) {
    super(message);
    this.log = log;
  }
}
