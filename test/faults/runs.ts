import { fileURLToPath } from "node:url";
import { runInProcess } from "../support/in-process.ts";
import { inject } from "./inject.mjs";
import { errorLines, runCli, type Ended } from "./run-process.ts";

/** What goes wrong in the file system during a run, see inject.mjs. */
export interface Fault {
  /** E.g. `enospc:100`. */
  readonly kind: string;
  readonly below: string;
}

/** Runs `tritforge …`, with a fault or none. */
export type Run = (args: readonly string[], fault?: Fault) => Promise<Ended>;

const INJECT = fileURLToPath(new URL("./inject.mjs", import.meta.url));

/** As a user does, in a process of its own. */
export const inOwnProcess: Run = (args, fault) =>
  fault === undefined
    ? runCli(args)
    : runCli(args, { env: { NODE_OPTIONS: `--import=${INJECT}`, FAULT: fault.kind, FAULT_BELOW: fault.below } });

let last: Promise<unknown> = Promise.resolve();

/** In this process, where everything is loaded; one at a time. */
export const inThisProcess: Run = (args, fault) => {
  const run = last.then(() => runHere(args, fault));
  last = run.catch(() => undefined);
  return run;
};

async function runHere(args: readonly string[], fault: Fault | undefined): Promise<Ended> {
  const begin = performance.now();
  const undo = fault === undefined ? undefined : inject(fault.kind, fault.below);
  try {
    const { code, stdout, stderr } = await runInProcess(args);
    return { code, signal: null, stdout, errors: errorLines(stderr), ms: performance.now() - begin };
  } finally {
    undo?.();
  }
}
