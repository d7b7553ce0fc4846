import { InputError, type Fault } from "../core/errors.ts";

/** Stands in the place of an option that was refused, until all options are read and all faults are told at once. */
class Refused {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    this.faults = faults;
  }
}

/**
 * The reader of an option, for yargs' `coerce`: what is wrong with the option waits until the others are read. `refusals` finds
 * it; no command is run then, so that none sees what stands in for the value.
 */
export function waiting<Raw, T>(read: (raw: Raw) => T): (raw: Raw) => T {
  return (raw) => {
    try {
      return read(raw);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return new Refused(error.faults) as unknown as T; // see above: never read as one
    }
  };
}

/** What is wrong with the options that were refused, each option once. */
export function refusals(options: Readonly<Record<string, unknown>>): readonly Fault[] {
  const refused = Object.values(options).filter((value) => value instanceof Refused);
  return [...new Set(refused)].flatMap(({ faults }) => faults);
}
