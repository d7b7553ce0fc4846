import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KeptPrices } from "../../src/explore/kept-prices.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { loadContext } from "../../src/explore/context.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import {
  ALL_LANES,
  lutContext,
  lutSpace,
  SOME_LANES,
  UNBOUND,
  USUAL,
  WITH_SYSTEM,
  type Asked,
} from "./explore-space.ts";
import { fastest, walkOf, type Walk } from "./walk.ts";

/** Times that a space is walked with all parts known; the fastest counts. */
const ROUNDS = 5;

/** Walks over a space in this thread: the first with nothing known, then with all parts known. */
async function walks(asked: Asked, mostTables: number, lanes: object): Promise<readonly [cold: Walk, warm: Walk]> {
  const space = lutSpace(asked, mostTables, lanes);
  const context = await loadContext({ space, context: lutContext(), modules: STANDARD_MODULES });
  return [await walkOf(context, true), await fastest(ROUNDS, () => walkOf(context, true))];
}

function line(what: string, { designs, feasible, front, seconds }: Walk): string {
  const rate = (designs / seconds / 1e6).toFixed(seconds > 5 ? 4 : 2);
  return `explore, ${what}: ${rate} M designs/s and core (${designs} designs, ${feasible} feasible, ${front.size} on the front, ${seconds.toFixed(2)} s)`;
}

/** Seconds of a whole sweep, start of the threads included. @param folder where prices are kept */
async function sweepLine(what: string, workers: number, folder: string): Promise<string> {
  const begin = performance.now();
  const context = lutContext();
  const prices = KeptPrices.ofSettings(folder, context, false);
  const { manifest } = await runSweep(lutSpace(USUAL), { context, model: "benchmark", workers, prices });
  const seconds = (performance.now() - begin) / 1000;
  const { total, feasible, pareto } = manifest.counts;
  return `explore, whole sweep, ${what}, ${workers} workers: ${seconds.toFixed(1)} s (${total} designs, ${feasible} feasible, ${pareto} on the front)`;
}

/** Sweeps with nothing known, one worker and two, and then again with the prices that were kept. */
async function sweepLines(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const workers of [1, 2]) {
    const folder = mkdtempSync(join(tmpdir(), "tritforge-bench-"));
    try {
      lines.push(await sweepLine("nothing known", workers, folder));
      lines.push(await sweepLine("prices kept", workers, folder));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return lines;
}

/** Tables up to which the walks over all numbers of lanes go: as many designs as of the others. */
const FEW_TABLES = 8;

/** How fast designs are judged: in one thread with all parts known, and by whole sweeps that know nothing. */
export async function benchExplore(): Promise<string> {
  const [cold, warm] = await walks(USUAL, 64, SOME_LANES);
  const lines = [line("nothing known", cold), line("all parts known", warm)];
  const others: readonly (readonly [string, Asked])[] = [
    ["all parts known", USUAL],
    ["all parts known, no bound", UNBOUND],
    ["all parts known, memory and precision", WITH_SYSTEM],
  ];
  const [, many] = await walks(USUAL, 64, ALL_LANES);
  lines.push(line("tables to 64 and lanes from 1 to 256, all parts known", many));
  for (const [what, asked] of others) {
    const [, known] = await walks(asked, FEW_TABLES, ALL_LANES);
    lines.push(line(`lanes from 1 to 256, ${what}`, known));
  }
  return [...lines, ...(await sweepLines())].join("\n");
}
