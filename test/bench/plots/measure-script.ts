import { loadContext, type SweepJob } from "../../../src/explore/context.ts";
import { KeptPrices } from "../../../src/explore/kept-prices.ts";
import { STANDARD_MODULES } from "../../../src/explore/sweep-modules.ts";
import { runSweep } from "../../../src/explore/sweep.ts";
import { isSameFront, runBaseline } from "../baseline.ts";
import { lutContexts } from "../explore-space.ts";
import { fastest, walkOf } from "../walk.ts";
import { spaceOf, type Answer, type StatedSpace, type Task } from "./task.ts";

/** Measures the task that it is given, and prints the answer as JSON. */

type Measured = Omit<Answer, "peakMiB">;

async function measured(task: Task): Promise<Measured> {
  switch (task.kind) {
    case "nothing":
      return { designs: 0, feasible: 0, front: 0, seconds: 0 };
    case "sweep":
      return sweep(task.space, task.workers, task.prices);
    case "rows": {
      const context = await loadContext(jobOf(task.space, task.prices));
      await walkOf(context, true);
      const { front, ...walk } = await fastest(task.rounds, () => walkOf(context, true));
      return { ...walk, front: front.size };
    }
    case "one-by-one":
      return oneByOne(task.space, task.designs, task.prices);
    case "baseline": {
      const { designs, ours, theirs } = await runBaseline(task.program);
      if (!isSameFront(ours, theirs)) throw new Error("C++ comes to another front");
      const { feasible, front, seconds } = ours;
      return { designs, feasible, front, seconds, baselineSeconds: theirs.seconds };
    }
  }
}

/** A whole sweep, start of its threads included. */
async function sweep(space: StatedSpace, workers: number, folder: string): Promise<Measured> {
  const begin = performance.now();
  const stated = spaceOf(space);
  const context = lutContexts(stated);
  const prices = KeptPrices.ofSettings(folder, context, false);
  const { manifest } = await runSweep(stated, { context, model: "benchmark", workers, prices });
  const { total, feasible, pareto } = manifest.counts;
  return { designs: total, feasible, front: pareto, seconds: (performance.now() - begin) / 1000 };
}

/** Designs from all over the space, each worked out by itself. */
async function oneByOne(space: StatedSpace, designs: number, folder: string): Promise<Measured> {
  const context = { ...(await loadContext(jobOf(space, folder))), rowsOf: () => undefined };
  const { count } = context.points;
  const ranges = Array.from({ length: designs }, (_, i) => {
    const start = Math.floor(((i + 0.5) * count) / designs);
    return [start, start + 1] as const;
  });
  const walk = () => walkOf(context, false, ranges);
  await walk();
  const { front, ...found } = await fastest(3, walk);
  return { ...found, front: front.size };
}

function jobOf(stated: StatedSpace, folder: string): SweepJob {
  const space = spaceOf(stated);
  const context = lutContexts(space);
  const known = KeptPrices.ofSettings(folder, context, false).map(({ shared }) => shared);
  return { space, context, modules: STANDARD_MODULES, known };
}

const answer = await measured(JSON.parse(process.argv[2] ?? "") as Task);
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ...answer, peakMiB } satisfies Answer));
