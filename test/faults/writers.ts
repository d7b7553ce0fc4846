import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { freshCase, type Prepared } from "./bench.ts";
import type { Finding } from "./finding.ts";
import { runCli, runScript } from "./run-process.ts";
import { isSameTree, treeOf } from "./tree.ts";

const LOCK_SCRIPT = new URL("./lock-script.ts", import.meta.url);

/** A second run into the folder of a first one: refused in one line with process and host; the first one's result is whole. */
export async function twoWriters(prepared: Prepared): Promise<Finding> {
  const { out, own } = freshCase(prepared, "two-writers");
  const lock = join(out, ".tritforge.lock");
  let first = 0;
  const running = runCli(prepared.subject.args(out, own, "new"), { onStart: (child) => (first = child.pid ?? 0) });
  // The second one starts at once and is held back only until the first has the folder: it must find the lock.
  while (!existsSync(lock)) await pause(1);
  process.kill(first, "SIGSTOP");
  const second = await prepared.run(prepared.subject.args(out, own, "old"));
  process.kill(first, "SIGCONT");
  const { code } = await running;
  const faults: string[] = [];
  const line = `tritforge: ${out}: got a folder in use by process ${first} on ${hostname()}, expected one that nobody writes to`;
  if (second.code !== 2 || second.errors.join("\n") !== line)
    faults.push(`the second exits ${second.code} and says ${JSON.stringify(second.errors)}`);
  if (code !== 0 || !isSameTree(treeOf(out), prepared.new)) faults.push(`the first exits ${code}`);
  return { state: "second refused, first whole", faults };
}

/** The text of a lock whose process is dead. */
export function deadLock(id = "0123456789abcdef"): string {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  return JSON.stringify({ pid, host: hostname(), start: "", id });
}

/** A lock that a dead process left is taken over. */
export async function staleLock(prepared: Prepared): Promise<Finding> {
  const { out, own } = freshCase(prepared, "stale-lock");
  writeFileSync(join(out, ".tritforge.lock"), deadLock());
  mkdirSync(join(out, ".tritforge.partial-1-00000000", "files"), { recursive: true });
  const { code, errors } = await prepared.run(prepared.subject.args(out, own, "new"));
  const isWhole = code === 0 && isSameTree(treeOf(out), prepared.new);
  return { state: "taken over", faults: isWhole ? [] : [`exits ${code}: ${errors.join("; ")}`] };
}

/** Eight processes want the lock of a dead one at the same moment: one gets it, the others are told who. */
export async function raceForDeadLock(folder: string): Promise<Finding> {
  mkdirSync(folder, { recursive: true });
  const [lock, go, done] = ["lock", "go", "done"].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(lock, deadLock());
  const ready = Array.from({ length: 8 }, (_, i) => join(folder, `ready-${i}`));
  const racers = ready.map((file) => runScript(LOCK_SCRIPT, [lock, file, go, done]));
  while (!ready.every((file) => existsSync(file))) await pause(5);
  writeFileSync(go, "");
  // Losers end by themselves; the winner holds on until it is told.
  let ended = 0;
  for (const racer of racers) void racer.then(() => ended++);
  for (let waited = 0; ended < 7 && waited < 10_000; waited += 5) await pause(5);
  const holder = existsSync(lock) ? String(JSON.parse(readFileSync(lock, "utf8")).pid) : "nobody";
  writeFileSync(done, "");
  const outcomes = (await Promise.all(racers)).map(({ stdout }) => stdout);
  const winners = outcomes.filter((text) => text === "won").length;
  const told = outcomes.filter((text) => text.includes("in use by process")).length;
  const isRight = winners === 1 && told === 7;
  return {
    state: "one winner of eight",
    faults: isRight ? [] : [`${winners} winners, ${holder} holds: ${outcomes.join(" | ")}`],
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
