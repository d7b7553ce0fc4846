/**
 * What a signal (Ctrl-C, SIGTERM, SIGHUP) does: whatever is unfinished is undone, one line says what was kept, and the
 * process ends with 128 + the signal's number; its worker threads end with it.
 *
 * Node runs a handler between two turns of its loop, so it waits for what blocks the thread. Commands that work in worker
 * threads (sweep, train, characterise, …) hear signals from their start on and wait for nothing; only where the embedded
 * Yosys runs in the command's own thread (picks of `sweep --complete`) a signal waits for the end of that run, seconds.
 * Commands that work in their own thread and write nothing meanwhile (verify, prove, …) leave signals alone: they end at
 * once, as any program does. A second signal ends the process at once; what is left then, as after SIGKILL, is recognised
 * and removed by the next run.
 */

/** Something that must not be left behind half done. */
export interface Unfinished {
  /** Called in the middle of anything: must not wait. */
  readonly undo: () => void;
  /** What a user still has, e.g. `out/bitnet keeps its earlier result`; asked before `undo`. */
  readonly kept?: () => string;
}

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
type Signal = keyof typeof SIGNALS;

const unfinished = new Set<Unfinished>();
/** What stays → whether it still does. */
const kept = new Map<string, () => boolean>();

/** Registers what has begun. @returns what is called when it is done, or undone by its owner */
export function begin(what: Unfinished): () => void {
  if (unfinished.size === 0) listen();
  unfinished.add(what);
  return () => {
    if (unfinished.delete(what) && unfinished.size === 0) stopListening();
  };
}

let whole: (() => void) | undefined;

/** Hears signals from now on, whether anything has begun or not. */
export function hearSignals(): void {
  whole ??= begin({ undo: () => undefined });
}

/** Lets signals end the process at once while nothing has begun: for commands that work in this thread. */
export function leaveSignals(): void {
  whole?.();
  whole = undefined;
}

/**
 * Something that stays whatever happens, for the line that is printed: e.g. `trainings done so far stay in out/cache`.
 * @param isStillThere asked before it is said; default: it stays for good
 */
export function noteKept(text: string, isStillThere = (): boolean => true): void {
  kept.set(text, isStillThere);
}

function listen(): void {
  for (const signal of signals()) process.on(signal, stop);
  process.on("exit", undoAll);
}

function stopListening(): void {
  for (const signal of signals()) process.off(signal, stop);
  process.off("exit", undoAll);
}

function signals(): readonly Signal[] {
  return ["SIGHUP", "SIGINT", "SIGTERM"];
}

function stop(signal: Signal): void {
  // From here on, a second signal has its usual effect.
  for (const each of signals()) process.off(each, stop);
  const texts = [...unfinished].flatMap((each) => each.kept?.() ?? []);
  undoAll();
  const stays = [...kept].flatMap(([text, isStillThere]) => (isStillThere() ? [text] : []));
  const what = [...texts, ...stays];
  const line = [`stopped by ${signal}`, ...(what.length === 0 ? ["nothing was written"] : what)].join("; ");
  process.stderr.write(`${process.stderr.isTTY ? "\n" : ""}tritforge: ${line}\n`);
  process.exit(128 + SIGNALS[signal]);
}

/** Also at any other end of the process, e.g. because nobody reads its output any more. */
function undoAll(): void {
  for (const each of [...unfinished].toReversed()) each.undo();
  unfinished.clear();
  // Progress bars hide it.
  if (process.stderr.isTTY) process.stderr.write("\u001B[?25h");
}
