import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../../src/core/random.ts";
import { freshCase, type Prepared } from "./bench.ts";
import type { Finding } from "./finding.ts";
import { runCli, withoutNotices } from "./run-process.ts";
import { inOwnProcess } from "./runs.ts";
import { isSameTree, treeOf, visible, withoutChunks } from "./tree.ts";

/**
 * Kills the run that replaces an old result: half of the times anywhere, half of the times shortly after its files appear.
 * Then the folder must hold one result, whole (or one that is decided, which `tritforge` completes before it reads), and the
 * next run must give the bytes of an undisturbed one and leave nothing else.
 */
export async function killed(
  prepared: Prepared,
  place: number,
  signal: NodeJS.Signals,
  seed: number,
): Promise<Finding> {
  const { subject } = prepared;
  const { out, own } = freshCase(prepared, `${signal}-${place}`);
  const random = new Random(seed * 1000 + place);
  const moment = random.next();
  const ended = await runCli(subject.args(out, own, "new"), {
    onStart: (child) => {
      const kill = (): void => void child.kill(signal);
      if (place % 2 === 0) setTimeout(kill, moment * 1.05 * prepared.ms);
      else whenStaged(out, child, () => setTimeout(kill, moment * 40));
    },
  });
  const found = treeOf(out);
  const state = stateOf(prepared, found, out);
  const faults: string[] = [];
  if (state === "mixture") faults.push(`holds a mixture: ${Object.keys(found ?? {}).join(" ")}`);
  if (signal !== "SIGKILL") faults.push(...politeFaults(ended, signal, found));
  const again = await prepared.run(subject.args(out, own, "new"));
  if (again.code !== 0) faults.push(`the next run exits ${again.code}: ${again.errors.join("; ")}`);
  if (!isSameTree(treeOf(out), prepared.new))
    faults.push(`the next run leaves ${Object.keys(treeOf(out) ?? {}).join(" ")}`);
  if (faults.length === 0) rmSync(own, { recursive: true });
  const where = ended.signal === null && ended.code === 0 ? "after its end" : `${state}`;
  return { state: where, faults };
}

/** How a sweep is ended while it explores: by a signal shortly after a chunk is logged, or in the middle of writing one. */
export type ExploringEnd = "SIGKILL" | "SIGKILL in a record" | "SIGINT" | "SIGTERM";

/**
 * Ends a sweep while it explores, at a random number of chunks. What is on disk then is what the next run must not work out
 * again: it finds as many chunks as there are whole lines, adds the others, and gives the bytes of an undisturbed one.
 */
export async function endedExploring(
  prepared: Prepared,
  place: number,
  how: ExploringEnd,
  seed: number,
): Promise<Finding> {
  const { chunks = 0 } = prepared.subject;
  const { out, own } = freshCase(prepared, `exploring-${how.replaceAll(" ", "-")}-${place}`);
  const args = prepared.subject.args(out, own, "new");
  const random = new Random(seed * 1000 + place);
  const [from, moment] = [Math.floor(random.next() * chunks), random.next()];
  const ended = await (how === "SIGKILL in a record"
    ? inOwnProcess(args, { kind: `torn:${1 + from + 0.999 * moment}`, below: out })
    : runCli(args, {
        onStart: (child) => whenChunks(out, from, child, () => setTimeout(() => child.kill(how), moment * 100)),
      }));
  const found = treeOf(out);
  const known = wholeLines(out);
  const faults = stateOf(prepared, found, out) === "mixture" ? ["holds neither the old result nor the new one"] : [];
  if (how === "SIGINT" || how === "SIGTERM") faults.push(...politeFaults(ended, how, found));
  const count = join(own, "count");
  const again = await prepared.run(args, { kind: "count", below: count });
  const added = Number(readFileSync(count, "utf8"));
  const isDone = ended.code === 0;
  if (again.code !== 0) faults.push(`the next run exits ${again.code}: ${again.errors.join("; ")}`);
  if (!isDone && added !== chunks - known)
    faults.push(`the next run works out ${added} chunks of ${chunks} beside ${known} known`);
  if (!isSameTree(treeOf(out), prepared.new))
    faults.push(`the next run leaves ${Object.keys(treeOf(out) ?? {}).join(" ")}`);
  if (faults.length === 0) rmSync(own, { recursive: true });
  return { state: isDone ? "after its end" : known === 0 ? "ended at no chunk" : "went on", faults };
}

/** Records in the logs of chunks in a folder. */
function wholeLines(folder: string): number {
  const logs = readdirSync(folder).filter((name) => name.startsWith(".tritforge.chunks-"));
  return logs.reduce((sum, name) => sum + readFileSync(join(folder, name), "utf8").split("\n").length - 1, 0);
}

function whenChunks(out: string, chunks: number, child: { readonly exitCode: number | null }, then: () => void): void {
  const look = (): void => {
    if (child.exitCode !== null) return;
    if (wholeLines(out) >= chunks) then();
    else setTimeout(look, 5);
  };
  look();
}

/** What a folder holds; `decided`: a whole new result that is not all in place. */
function stateOf(prepared: Prepared, found: ReturnType<typeof treeOf>, out: string): string {
  if (isSameTree(visible(found), prepared.old)) return "old";
  if (isSameTree(visible(found), prepared.new)) return "new";
  return existsSync(join(out, ".tritforge.commit")) && !existsSync(join(out, "manifest.json")) ? "decided" : "mixture";
}

/** After a signal that can be handled: one line, nothing left, 128 + the signal's number. */
function politeFaults(
  ended: { readonly code: number | null; readonly signal: string | null; readonly errors: readonly string[] },
  signal: string,
  found: ReturnType<typeof treeOf>,
): readonly string[] {
  const faults = Object.keys(withoutChunks(found)).filter((name) => name.includes(".tritforge"));
  // Before the first lines of our code run, a signal has its usual effect.
  if (ended.code === 0 || ended.signal !== null) return faults;
  const code = signal === "SIGINT" ? 130 : 143;
  if (ended.code !== code) faults.push(`exits ${ended.code}, expected ${code}`);
  // A signal may come when the result is there, and a notice of it.
  const told = withoutNotices(ended.errors);
  if (told.length !== 1 || told[0]?.startsWith("tritforge: stopped by SIG") !== true)
    faults.push(`says ${JSON.stringify(ended.errors)}`);
  return faults;
}

/** Calls `then` once something of ours appears in the folder. */
function whenStaged(out: string, child: { readonly exitCode: number | null }, then: () => void): void {
  const look = (): void => {
    if (child.exitCode !== null) return;
    const names = existsSync(out) ? readdirSync(out) : [];
    if (names.some((name) => /^\.tritforge[.-].*partial/.test(name))) then();
    else setTimeout(look, 1);
  };
  look();
}
