import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
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

/** Runs both variants once. Rejects if one fails: then nothing can be said of faults. */
export async function prepare(subject: Subject, work: string): Promise<Prepared> {
  writeSpaces(work);
  let ms = 0;
  for (const variant of ["old", "new"] as const) {
    const out = join(work, variant);
    mkdirSync(out, { recursive: true });
    const ended = await runCli(subject.args(out, work, variant));
    if (ended.code !== 0) throw new Error(`${subject.name}, undisturbed: ${ended.errors.join("; ")}`);
    ({ ms } = ended);
    rmSync(join(work, "cache"), { recursive: true, force: true });
  }
  return { subject, work, old: treeOf(join(work, "old")), new: treeOf(join(work, "new")), ms };
}

/** A fresh folder that holds the old result, and one for its cache. */
export function freshCase({ work }: Prepared, name: string): { readonly out: string; readonly own: string } {
  const own = join(work, name);
  const out = join(own, "out");
  cpSync(join(work, "old"), out, { recursive: true });
  writeSpaces(own);
  return { out, own };
}
