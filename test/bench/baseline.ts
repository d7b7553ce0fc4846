import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exploreChunk } from "../../src/explore/chunk.ts";
import { chunksOf } from "../../src/explore/chunks.ts";
import { loadContext, type SweepContext } from "../../src/explore/context.ts";
import { ParetoFront } from "../../src/explore/pareto.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { Tally } from "../../src/explore/tally.ts";
import { Recording } from "./baseline/recording.ts";
import { ALL_LANES, lutContext, lutSpace, USUAL } from "./explore-space.ts";

/** The part of the speed of C++ that docs/performance.md states; less than half of it is a loss that nobody may miss. */
const STATED_RATIO = 0.3;

const TABLES = 3;
const ROUNDS = 20;

interface Result {
  readonly feasible: number;
  readonly front: number;
  /** Sum of the objectives of all designs on the front. */
  readonly checksum: number;
  /** Of the fastest round. */
  readonly seconds: number;
}

/**
 * Holds the rate of designs in rows against that of the same arithmetic in C++, in one run: it works on the same lists, rejects
 * in the same order and must come to the same front. What it is spared is finding out which lists a row needs. Without a
 * compiler there is nothing to compare.
 */
export async function benchBaseline(): Promise<{ readonly text: string; readonly isWithinBounds: boolean }> {
  if (spawnSync("g++", ["--version"]).error !== undefined)
    return { text: "baseline: g++ is not there, nothing to compare with", isWithinBounds: true };
  const folder = mkdtempSync(join(tmpdir(), "tritforge-baseline-"));
  const recording = new Recording();
  try {
    const [image, steps, program] = ["image", "steps", "baseline"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    recording.begin();
    const space = lutSpace(USUAL, TABLES, ALL_LANES);
    const context = await loadContext({ space, context: lutContext(), modules: STANDARD_MODULES });
    await walk(context);
    recording.isOn = true;
    await walk(context);
    recording.isOn = false;
    recording.end();
    recording.write(image, steps);
    let ours = await walk(context);
    for (let round = 1; round < ROUNDS; round++) {
      const next = await walk(context);
      if (next.seconds < ours.seconds) ours = next;
    }
    const source = fileURLToPath(new URL("baseline/baseline.cpp", import.meta.url));
    execFileSync("g++", ["-O3", "-march=native", "-ffp-contract=off", "-std=c++17", "-o", program, source]);
    const theirs = JSON.parse(execFileSync(program, [image, steps, String(ROUNDS)], { encoding: "utf8" })) as Result;
    return compare(context.points.count, ours, theirs);
  } finally {
    recording.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(designs: number, ours: Result, theirs: Result) {
  const rate = ({ seconds }: Result): string => `${(designs / seconds / 1e6).toFixed(2)} M designs/s`;
  const ratio = theirs.seconds / ours.seconds;
  const isSame =
    ours.feasible === theirs.feasible &&
    ours.front === theirs.front &&
    Math.abs(ours.checksum - theirs.checksum) <= 1e-12 * ours.checksum;
  const isWithinBounds = isSame && ratio >= STATED_RATIO / 2;
  const text =
    `baseline: ${rate(ours)} in rows, ${rate(theirs)} in C++: ${ratio.toFixed(2)} of it ` +
    `(stated ${STATED_RATIO}, must be half of it)${isWithinBounds ? "" : isSame ? ": TOO SLOW" : ": ANOTHER FRONT"}; ` +
    `${designs} designs, ${ours.feasible} feasible, ${ours.front} on the front, checksum ${ours.checksum}` +
    (isSame ? "" : `; C++: ${theirs.feasible} feasible, ${theirs.front} on the front, checksum ${theirs.checksum}`);
  return { text, isWithinBounds };
}

/** Walks over a space with nothing kept but the front. */
async function walk(context: SweepContext): Promise<Result> {
  const { space, metrics } = context;
  const fresh = { ...context, front: new ParetoFront(space.objectives, metrics) };
  const begin = performance.now();
  let feasible = 0;
  for (const [start, end] of chunksOf(context).ranges())
    feasible += (await exploreChunk(fresh, { start, end, cloudLimit: 0, wantsLog: false }, new Tally())).feasible;
  const seconds = (performance.now() - begin) / 1000;
  const { rows, width } = fresh.front.table();
  const columns = space.objectives.map(({ metric }) => metrics.column(metric));
  let checksum = 0;
  for (let at = 0; at < rows.length; at += width) for (const column of columns) checksum += rows[at + column]!;
  return { feasible, front: fresh.front.size, checksum, seconds };
}
