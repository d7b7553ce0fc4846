import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { middleOf, type Box } from "../../models/compiled/boxes/levels.ts";
import { Clocks } from "../../models/compiled/clocks.ts";
import { bestOf } from "../../models/evaluate/box-terms.ts";
import { METRIC_OF } from "../../models/evaluate/design-terms.ts";
import { valuesAt } from "../../src/config/points.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { findMetric } from "../../src/core/metrics.ts";
import { Random } from "../../src/core/random.ts";
import { loadContext } from "../../src/explore/context.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { lutContext } from "../bench/explore-space.ts";
import { anyName } from "../support/any-name.ts";
import { anyParameters } from "./any-parameters.ts";

/** Slow enough for all designs, so that each has all metrics. */
const CLOCK_MHZ = 50;

async function contextOf(generator: string, parameters: object) {
  const json = {
    name: "any",
    technology: "asap7",
    workload: "bitnet-b1.58-2b-4t",
    clockMhz: CLOCK_MHZ,
    blocks: [{ generator, parameters: { ...parameters, inputs: [6912, 8192] } }],
    objectives: [{ metric: "systemEnergyPerTokenUj" }],
  };
  const space = parseSpace(json, "any", GENERATORS, anyName);
  return loadContext({ space, context: lutContext(), modules: STANDARD_MODULES });
}

const random = new Random(17);
const pick = (count: number): number => Math.min(count - 1, Math.floor(random.next() * count));

describe("bestOf(metric)", () => {
  it.each(["ternary-lut", "add-sub", "ternary-lut", "multiplier", "ternary-lut"])(
    "is no worse than the metric of any design of a box: %s",
    async (generator) => {
      const context = await contextOf(generator, anyParameters(generator, random));
      const [part] = context.points.parts;
      const rows = context.rowsOf(part!)!;
      const { outer, stride, places } = rows.designs;
      const digits = rows.core.cells.outer;
      const boxes = rows.core.boxes(new Clocks([CLOCK_MHZ]), true);
      const moving = [...outer.keys()].filter((position) => outer[position]!.values.length > 1);
      const evaluator = context.evaluators[0]!;
      const row = new Float64Array(context.metrics.width);
      let compared = 0;
      for (let round = 0; round < 60; round++) {
        for (const [position, digit] of digits.entries()) digit.state = pick(outer[position]!.values.length);
        const depth = pick(moving.length);
        const box = halved(moving[depth]!, outer[moving[depth]!]!.values.length);
        const place = pick(places);
        const best = new Map<string, number>();
        boxes.narrow(box, place, place + 1, Infinity, (terms) => {
          for (const metric of METRIC_OF.keys()) best.set(metric, bestOf(metric)!(terms));
          return true;
        });
        for (let design = 0; design < 12; design++) {
          for (const position of moving.slice(depth + 1))
            digits[position]!.state = pick(outer[position]!.values.length);
          digits[box.position]!.state = box.from + pick(box.to - box.from);
          const values = valuesAt(part!, rows.designs.offset() + place * stride);
          if (part!.generator.conflicts(values).length > 0) continue;
          if (evaluator.evaluateMetrics(part!.generator, values, row) !== undefined) continue;
          compared++;
          for (const [metric, bound] of best) {
            const value = row[context.metrics.column(metric)]!;
            const isKept = findMetric(metric)?.better === "maximize" ? value <= bound * (1 + 1e-12) : value >= bound * (1 - 1e-12); // prettier-ignore
            if (!isKept) expect(`${metric} ${value}`).toBe(`no better than ${bound} in ${JSON.stringify(box)}`);
          }
        }
      }
      expect(compared).toBeGreaterThan(50);
    },
  );
});

/** A range that halving a digit comes to. */
function halved(position: number, size: number): Box {
  let [from, to] = [0, size];
  while (to - from > 1 && random.bit() === 1) {
    const middle = middleOf(from, to);
    if (random.bit() === 1) from = middle;
    else to = middle;
  }
  return { position, from, to };
}
