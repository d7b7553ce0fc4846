import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freshCase, type Prepared } from "./bench.ts";
import type { Finding } from "./finding.ts";
import { runCli, withoutNotices, type Ended } from "./run-process.ts";
import { isSameTree, treeOf, withoutChunks } from "./tree.ts";

/** The disk is full after `bytes` bytes of the new result. */
export async function fullAfter(prepared: Prepared, bytes: number): Promise<Finding> {
  const { out, own } = freshCase(prepared, `enospc-${bytes}`);
  const ended = await prepared.run(prepared.subject.args(out, own, "new"), { kind: `enospc:${bytes}`, below: out });
  const found = finding(prepared, ended, out);
  const again = await prepared.run(prepared.subject.args(out, own, "new"));
  const isWhole = again.code === 0 && isSameTree(treeOf(out), prepared.new);
  return isWhole ? found : { ...found, faults: [...found.faults, `the next run, with room, exits ${again.code}`] };
}

/** A disk of 2 MB, mounted at `mount`, with room for `bytes` bytes beside the old result. */
export async function smallDisk(prepared: Prepared, mount: string, bytes: number): Promise<Finding> {
  const out = join(mount, "out");
  cpSync(join(prepared.work, "old"), out, { recursive: true });
  const { bavail, bsize } = statfsSync(mount);
  writeFileSync(join(mount, "filler"), Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
  const { own } = freshCase(prepared, `disk-${bytes}`);
  const ended = await runCli(prepared.subject.args(out, own, "new"));
  return finding(prepared, ended, out);
}

/**
 * One line and the old result, or, if there was room after all, the new one. A sweep that has no room for its log of chunks says
 * so first and goes on; what it did log stays.
 */
function finding(prepared: Prepared, ended: Ended, out: string): Finding {
  const found = treeOf(out);
  if (ended.code === 0 && isSameTree(found, prepared.new)) return { state: "had room", faults: [] };
  const faults: string[] = [];
  if (ended.code !== 2) faults.push(`exits ${ended.code}`);
  const lines = ended.errors.filter(
    (line) => !/\.tritforge\.chunks-.*full disk \(ENOSPC\); the run goes on/.test(line),
  );
  if (lines.length !== 1 || ended.errors.length > 2 || !/full disk \(ENOSPC\)/.test(lines[0] ?? ""))
    faults.push(`says ${JSON.stringify(ended.errors.slice(0, 3))}`);
  if (!isSameTree(withoutChunks(found), prepared.old)) faults.push(`leaves ${Object.keys(found ?? {}).join(" ")}`);
  return { state: "one line, old result", faults };
}

/** Calls `use` with a fresh disk of 2 MB at `folder`. @returns why there is none, or undefined */
export async function withSmallDisk(folder: string, use: () => Promise<void>): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return "needs root, to mount a disk";
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], { encoding: "utf8" });
  if (mounted.status !== 0) return `mount is refused: ${(mounted.stderr ?? "").trim()}`;
  try {
    await use();
    return undefined;
  } finally {
    spawnSync("umount", [folder]);
  }
}

/** The disk of the cache is full: the run goes on without it, says so once, and gives the same bytes. */
export async function cacheFull(prepared: Prepared, bytes: number): Promise<Finding> {
  const { out, own } = freshCase(prepared, `cache-${bytes}`);
  const fault = { kind: `enospc:${bytes}`, below: join(own, "cache") };
  const ended = await prepared.run(prepared.subject.args(out, own, "new"), fault);
  const faults: string[] = [];
  if (ended.code !== 0 || !isSameTree(treeOf(out), prepared.new)) faults.push(`exits ${ended.code}`);
  const told = withoutNotices(ended.errors);
  if (told.length !== 1 || !/full disk \(ENOSPC\); the run goes on/.test(told[0] ?? ""))
    faults.push(`says ${JSON.stringify(ended.errors)}`);
  return { state: "one notice, new result", faults };
}

/** The disk fills up while chunks are logged, and has room again for the result: it is the same, and one notice is all. */
export async function logFull(prepared: Prepared, bytes: number): Promise<Finding> {
  const { out, own } = freshCase(prepared, `log-${bytes}`);
  const fault = { kind: `enospc:${bytes}`, below: join(out, ".tritforge.chunks-") };
  const ended = await prepared.run(prepared.subject.args(out, own, "new"), fault);
  const faults: string[] = [];
  if (ended.code !== 0 || !isSameTree(treeOf(out), prepared.new)) faults.push(`exits ${ended.code}`);
  if (ended.errors.length !== 1 || !/full disk \(ENOSPC\); the run goes on/.test(ended.errors[0] ?? ""))
    faults.push(`says ${JSON.stringify(ended.errors)}`);
  return { state: "one notice, new result", faults };
}
