import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runInProcess } from "../support/in-process.ts";
import { runCli } from "./run-process.ts";
import { writeSpaces, type Subject } from "./subjects.ts";
import { treeOf, type Tree } from "./tree.ts";

/** A subject with both of its results, made by undisturbed runs. */
export interface Prepared {
  readonly subject: Subject;
  /** Folder with spaces, and with a folder for each case. */
  readonly work: string;
  readonly old: Tree | undefined;
  readonly new: Tree | undefined;
  /** How long the new result takes [ms]. */
  readonly ms: number;
}

/**
 * Runs both variants once: the old one in this process, where everything is loaded, the new one as a user does, to be timed.
 * Rejects if one fails: then nothing can be said of faults.
 */
export async function prepare(subject: Subject, work: string): Promise<Prepared> {
  writeSpaces(work);
  const [old, fresh] = [join(work, "old"), join(work, "new")];
  for (const out of [old, fresh]) mkdirSync(out, { recursive: true });
  const first = await runInProcess(subject.args(old, work, "old"));
  if (first.code !== 0) throw new Error(`${subject.name}, undisturbed: ${first.stderr}`);
  rmSync(join(work, "cache"), { recursive: true, force: true });
  const { code, errors, ms } = await runCli(subject.args(fresh, work, "new"));
  if (code !== 0) throw new Error(`${subject.name}, undisturbed: ${errors.join("; ")}`);
  rmSync(join(work, "cache"), { recursive: true, force: true });
  return { subject, work, old: treeOf(old), new: treeOf(fresh), ms };
}

/** A fresh folder that holds the old result, and one for its cache. */
export function freshCase({ work }: Prepared, name: string): { readonly out: string; readonly own: string } {
  const own = join(work, name);
  const out = join(own, "out");
  cpSync(join(work, "old"), out, { recursive: true });
  writeSpaces(own);
  return { out, own };
}
