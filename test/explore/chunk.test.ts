import { describe, expect, it } from "vitest";
import { metricColumn } from "../../src/core/metric-row.ts";
import { InputError } from "../../src/core/errors.ts";
import { exploreChunk } from "../../src/explore/chunk.ts";
import { groupFinder } from "../../src/explore/part-groups.ts";
import { ParetoFront } from "../../src/explore/pareto.ts";
import { recordsOfLog } from "../../src/explore/point-log.ts";
import { pointsOf } from "../../src/config/points.ts";
import { SweepMetrics } from "../../src/formula/sweep-metrics.ts";
import { Tally } from "../../src/explore/tally.ts";
import { GENERATORS } from "./fake-generators.ts";
import { spaceOf } from "./fake-sweep.ts";

/** A chunk of designs whose area is their tileInputs; what `judge` throws or answers comes beside it. */
async function explore(judge: (tileInputs: number, row: Float64Array) => string | undefined, changes: object = {}) {
  const space = spaceOf([{ generator: "plain", parameters: { tileInputs: [1, 2, 3, 4] } }], {
    objectives: [{ metric: "areaUm2" }],
    ...changes,
  });
  const points = pointsOf(space, GENERATORS);
  const metrics = new SweepMetrics();
  const evaluator = {
    evaluate: () => {
      throw new Error("not asked for");
    },
    evaluateMetrics: (_: unknown, values: Readonly<Record<string, number | string>>, row: Float64Array) => {
      row.fill(Number.NaN);
      row[metricColumn("areaUm2")] = Number(values["tileInputs"]);
      return judge(Number(values["tileInputs"]), row);
    },
    whyAbsent: () => "nobody knows",
    metricsOfEach: () => undefined,
    termsOf: () => undefined,
    provenance: () => undefined,
  };
  const front = new ParetoFront(space.objectives, metrics);
  const context = {
    space,
    points,
    metrics,
    evaluators: [evaluator],
    rowsOf: () => undefined,
    rowGroupOf: groupFinder([]),
    front,
  };
  const task = { start: 0, end: points.count, cloudLimit: Infinity, wantsLog: true };
  const tally = new Tally();
  const result = await exploreChunk(context, task, tally);
  const records = result.log === undefined ? [] : recordsOfLog(result.log, context);
  return { ...result, statuses: records.map(({ status, reason }) => reason ?? status), records, tally };
}

describe("exploreChunk(context, task)", () => {
  it("puts the feasible points on the front, or in the cloud", async () => {
    const { feasible, front, cloud, statuses, tally } = await explore(() => undefined);
    expect([feasible, [...front.indices], [...cloud.indices]]).toEqual([4, [0], [1, 2, 3]]);
    expect(statuses).toEqual(["feasible", "feasible", "feasible", "feasible"]);
    expect([tally.judged, tally.feasible, tally.front]).toEqual([4, 4, 1]);
  });

  it("counts a point once, under its first reason: the evaluator's, a bound, an unknown objective", async () => {
    const constraints = [{ metric: "ge", maximum: 2 }];
    const objectives = [{ metric: "areaUm2" }, { metric: "latencyUs" }];
    const judge = (tileInputs: number, row: Float64Array) => {
      row[metricColumn("ge")] = tileInputs;
      if (tileInputs === 1) row[metricColumn("latencyUs")] = 9;
      return tileInputs === 4 ? "too slow" : undefined;
    };
    const { statuses, infeasible } = await explore(judge, { constraints, objectives });
    expect(statuses).toEqual(["feasible", "latencyUs is not known: nobody knows", "ge > 2", "too slow"]);
    expect([...infeasible.values()]).toEqual([1, 1, 1]);
  });

  it("counts a point that is too large as that, whatever else there is", async () => {
    const constraints = [{ metric: "areaUm2", maximum: 2 }];
    const { statuses } = await explore((tileInputs) => (tileInputs > 1 ? "too slow" : undefined), { constraints });
    expect(statuses).toEqual(["feasible", "too slow", "areaUm2 > 2", "areaUm2 > 2"]);
  });

  it("refuses a point whose bound is on a metric that it has not", async () => {
    const { statuses } = await explore(() => undefined, { constraints: [{ metric: "tops", minimum: 1 }] });
    expect(new Set(statuses)).toEqual(new Set(["tops is not known"]));
  });

  it("makes a throw a failed point without metrics, and goes on", async () => {
    const { failed, records } = await explore((tileInputs) => {
      if (tileInputs === 2) throw new Error("cannot be built");
      return undefined;
    });
    expect([...failed]).toEqual([["cannot be built", 1]]);
    expect(records.map(({ metrics }) => Object.keys(metrics).length)).toEqual([1, 0, 1, 1]);
  });

  it("ends at an InputError: no point could be judged", async () => {
    const judge = (): never => {
      throw InputError.at("technology", "has no prices");
    };
    await expect(explore(judge)).rejects.toThrow(InputError);
  });
});
