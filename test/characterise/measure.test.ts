import { describe, expect, it } from "vitest";
import { ternaryLut as generator } from "../../generators/ternary-lut/index.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { ComponentCollector } from "../../src/characterise/components.ts";
import { ComponentMeter } from "../../src/characterise/measure.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { countModule } from "../../src/hdl/ledger.ts";
import type { Module } from "../../src/hdl/index.ts";
import { parametersOf } from "../support/random-design.ts";

const SECONDS = 1000;
const small = { activation: "int4", groupSize: 2, tables: 2, fetchers: 2, inputs: 16, outputs: 7 };

/** Bits of state in a module's own logic. */
function flipFlopsOf(module: Module): number {
  const { plainFlipFlops, enableFlipFlops, resetFlipFlops, enableResetFlipFlops, memoryBits } = countModule(module);
  return plainFlipFlops + enableFlipFlops + resetFlipFlops + enableResetFlipFlops + memoryBits;
}

describe("ComponentMeter.measure(task)", () => {
  it(
    "finds area, leakage, delay and energy of every component of a core, and a flip-flop for every bit of state",
    async () => {
      const collector = new ComponentCollector();
      for (const loopOrder of ["table-stationary", "output-stationary"])
        collector.add(generator, parametersOf(generator, { ...small, loopOrder }));
      const meter = new ComponentMeter(loadTechnology("asap7"), "embedded", STANDARD_STATISTICS);
      for (const task of collector.tasks()) {
        const found = await meter.measure(task);
        const component = generator.components(task.parameters).find(({ key }) => key === task.key);
        const wrong = Object.entries({ ...found, flipFlops: 1, energies: 1, pins: 1 }).filter(
          ([, value]) => !(value > 0),
        );
        expect({ key: task.key, wrong }).toEqual({ key: task.key, wrong: [] });
        // The controller's counters have bits that Yosys knows to be constant.
        if (component !== undefined && component.role !== "control")
          expect([task.key, found.flipFlops]).toEqual([task.key, flipFlopsOf(component.build())]);
        expect(Object.keys(found.energies)).toEqual(task.activities.map(({ key }) => key));
        for (const { load, hold } of Object.values(found.energies)) {
          expect(load[2]).toBe(hold[2]); // the clock does not know what is loaded
          expect(load[2] > 0).toBe(found.flipFlops > 0);
        }
        if (component?.role !== "table") continue;
        for (const [activity, { load, hold }] of Object.entries(found.energies))
          if (activity.startsWith("store")) expect(hold[0] + hold[1]).toBeLessThan(0.5 * (load[0] + load[1]));
      }
    },
    120 * SECONDS,
  );
});
