import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inThisProcess, type Run } from "./runs.ts";
import { writeSpaces, type Subject } from "./subjects.ts";
import { treeOf, type Tree } from "./tree.ts";

/** A subject with both of its results, made by undisturbed runs. */
export interface Prepared {
  readonly subject: Subject;
  /** Folder with spaces, and with a folder for each case. */
  readonly work: string;
  readonly old: Tree | undefined;
  readonly new: Tree | undefined;
  /** How runs go that no signal ends. */
  readonly run: Run;
  /** How long the new result took, in whatever process [ms]. */
  readonly ms: number;
}

/**
 * Runs both variants once: the old one in this process, where everything is loaded, the new one by `first`, which must be a
 * process of its own where a signal is to come at a moment of its time. Rejects if one fails: then nothing can be said of faults.
 */
export async function prepare(subject: Subject, work: string, run: Run, first = run): Promise<Prepared> {
  writeSpaces(work);
  const [old, fresh] = [join(work, "old"), join(work, "new")];
  for (const out of [old, fresh]) mkdirSync(out, { recursive: true });
  await undisturbed(inThisProcess, subject.args(old, work, "old"));
  rmSync(join(work, "cache"), { recursive: true, force: true });
  const ms = await undisturbed(first, subject.args(fresh, work, "new"));
  rmSync(join(work, "cache"), { recursive: true, force: true });
  return { subject, work, old: treeOf(old), new: treeOf(fresh), run, ms };
}

/** Its time [ms]. */
async function undisturbed(run: Run, args: readonly string[]): Promise<number> {
  const { code, errors, ms } = await run(args);
  if (code !== 0) throw new Error(`${args.join(" ")}, undisturbed: ${errors.join("; ")}`);
  return ms;
}

/** A fresh folder that holds the old result, and one for its cache. */
export function freshCase({ work }: Prepared, name: string): { readonly out: string; readonly own: string } {
  const own = join(work, name);
  const out = join(own, "out");
  cpSync(join(work, "old"), out, { recursive: true });
  writeSpaces(own);
  return { out, own };
}
