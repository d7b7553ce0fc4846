import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadContext, type SweepContext } from "../../src/explore/context.ts";
import type { ParetoFront } from "../../src/explore/pareto.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { Recording } from "./baseline/recording.ts";
import { ALL_LANES, lutContext, lutSpace, USUAL } from "./explore-space.ts";
import { fastest, walkOf } from "./walk.ts";

/** The part of the speed of C++ that docs/performance.md states; less than half of it is a loss that nobody may miss. */
const STATED_RATIO = 0.55;

const TABLES = 3;
/** Both take turns of so many rounds each: machines are slower at times. */
const TURNS = 4;
const ROUNDS = 10;

/** What a walk came to. */
interface Result {
  readonly feasible: number;
  readonly front: number;
  /** Sum of the objectives of all designs on the front. */
  readonly checksum: number;
  /** Of the fastest round. */
  readonly seconds: number;
}

/** Whether there is a compiler of C++. */
export function hasCompiler(): boolean {
  return spawnSync("g++", ["--version"]).error === undefined;
}

/** Compiles the program in a folder. @returns its file */
export function compileBaseline(folder: string): string {
  const program = join(folder, "baseline");
  const source = fileURLToPath(new URL("baseline/baseline.cpp", import.meta.url));
  execFileSync("g++", ["-O3", "-march=native", "-ffp-contract=off", "-std=c++17", "-o", program, source]);
  return program;
}

/** What both came to. */
interface Compared {
  readonly designs: number;
  readonly ours: Result;
  readonly theirs: Result;
}

/**
 * Walks over a space in rows, and lets the program do the same arithmetic on the same lists. The space is small: the program is
 * handed each list as it was at the end of the walk, and in large spaces some are made anew in the middle of it.
 * @param program of `compileBaseline`
 */
export async function runBaseline(program: string): Promise<Compared> {
  const folder = mkdtempSync(join(tmpdir(), "tritforge-baseline-"));
  const recording = new Recording();
  try {
    const [image, steps] = [join(folder, "image"), join(folder, "steps")];
    recording.begin();
    const space = lutSpace(USUAL, TABLES, ALL_LANES);
    const context = await loadContext({ space, context: lutContext(), modules: STANDARD_MODULES });
    await walkOf(context, false);
    recording.isOn = true;
    await walkOf(context, false);
    recording.isOn = false;
    recording.end();
    recording.write(image, steps);
    const compared: Compared[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      const { designs, feasible, front, seconds } = await fastest(ROUNDS, () => walkOf(context, false));
      const ours = { feasible, front: front.size, checksum: checksumOf(context, front), seconds };
      const theirs = JSON.parse(execFileSync(program, [image, steps, String(ROUNDS)], { encoding: "utf8" })) as Result;
      compared.push({ designs, ours, theirs });
    }
    return fastestOf(compared);
  } finally {
    recording.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The fastest turn of each. */
function fastestOf(compared: readonly Compared[]): Compared {
  const best = (result: (each: Compared) => Result): Result =>
    compared.map(result).reduce((all, each) => (each.seconds < all.seconds ? each : all));
  return { designs: compared[0]!.designs, ours: best(({ ours }) => ours), theirs: best(({ theirs }) => theirs) };
}

/** Whether both came to the same front. */
export function isSameFront(ours: Result, theirs: Result): boolean {
  return (
    ours.feasible === theirs.feasible &&
    ours.front === theirs.front &&
    Math.abs(ours.checksum - theirs.checksum) <= 1e-12 * ours.checksum
  );
}

/**
 * Holds the rate of designs in rows against that of the same arithmetic in C++, in one run: it works on the same lists, rejects
 * in the same order and must come to the same front. What it is spared is finding out which lists a row needs. Without a
 * compiler there is nothing to compare.
 */
export async function benchBaseline(): Promise<{ readonly text: string; readonly isWithinBounds: boolean }> {
  if (!hasCompiler()) return { text: "baseline: g++ is not there, nothing to compare with", isWithinBounds: true };
  const folder = mkdtempSync(join(tmpdir(), "tritforge-baseline-"));
  try {
    return compare(await runBaseline(compileBaseline(folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare({ designs, ours, theirs }: Compared) {
  const rate = ({ seconds }: Result): string => `${(designs / seconds / 1e6).toFixed(2)} M designs/s`;
  const ratio = theirs.seconds / ours.seconds;
  const isSame = isSameFront(ours, theirs);
  const isWithinBounds = isSame && ratio >= STATED_RATIO / 2;
  const text =
    `baseline: ${rate(ours)} in rows, ${rate(theirs)} in C++: ${ratio.toFixed(2)} of it ` +
    `(stated ${STATED_RATIO}, must be half of it)${isWithinBounds ? "" : isSame ? ": TOO SLOW" : ": ANOTHER FRONT"}; ` +
    `${designs} designs, ${ours.feasible} feasible, ${ours.front} on the front, checksum ${ours.checksum}` +
    (isSame ? "" : `; C++: ${theirs.feasible} feasible, ${theirs.front} on the front, checksum ${theirs.checksum}`);
  return { text, isWithinBounds };
}

/** Sum of the objectives of all designs on the front. */
function checksumOf({ space, metrics }: SweepContext, front: ParetoFront): number {
  const { rows, width } = front.table();
  const columns = space.objectives.map(({ metric }) => metrics.column(metric));
  let checksum = 0;
  for (let at = 0; at < rows.length; at += width) for (const column of columns) checksum += rows[at + column]!;
  return checksum;
}
