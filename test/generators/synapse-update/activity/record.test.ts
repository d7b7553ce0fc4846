import { describe, expect, it } from "vitest";
import { PHASES } from "../../../../generators/contract/index.ts";
import { recordUnit } from "../../../../generators/synapse-update/activity/record.ts";
import { unitShape } from "../../../../generators/update-unit/parameters.ts";
import { buildUnit } from "../../../../generators/synapse-update/rtl/unit.ts";
import { STANDARD_STATISTICS } from "../../../../models/cost/standard-statistics.ts";
import { randomUnits, unitOf } from "../../../support/random-unit.ts";

describe("recordUnit(shape, statistics)", () => {
  it("records every input of every child, and what children give to the unit's own logic", () => {
    for (const values of randomUnits(8, 21)) {
      const shape = unitShape(values);
      const unit = buildUnit(shape);
      const { top, children } = recordUnit(shape, STANDARD_STATISTICS);
      for (const { name, count, module } of unit.instances) {
        const seen = children.get(name);
        for (const port of module.inputs) expect(seen?.inputs[port.name]).toHaveLength(top.cycles * port.width);
        for (const port of module.outputs)
          expect(top.inputs[`${name}.${port.name}`]).toHaveLength(top.cycles * port.width * count);
      }
    }
  });

  it("tells waiting from working: of a pulse of 6 cycles, 5 go on", () => {
    const { top } = recordUnit(unitShape(unitOf({})), STANDARD_STATISTICS);
    const count = (phase: number): number => top.phases.filter((each) => each === phase).length;
    expect(count(PHASES.hold)).toBeGreaterThan(count(PHASES.first) / 4);
    expect(count(PHASES.hold) % 5).toBe(0);
    expect(count(PHASES.warmUp)).toBeLessThan(10);
  });

  it("records two ticks of three cycles where a tick is longer: all modules but the timer see the same as with short ones", () => {
    const { top } = recordUnit(unitShape(unitOf({ prescale: 3 })), STANDARD_STATISTICS);
    const long = recordUnit(unitShape(unitOf({ prescale: 1000 })), STANDARD_STATISTICS);
    expect(long.top).toEqual(top);
    expect(top.phases.filter((each) => each === PHASES.hold).length % 5).toBe(0);
  });

  it("moves the random words: they start from their seeds, not from zero", () => {
    const shape = unitShape(unitOf({ product: "coincidence", encoding: "stochastic" }));
    const { top } = recordUnit(shape, STANDARD_STATISTICS);
    expect(top.inputs["row_encoder.fire"]?.some((word) => word !== 0)).toBe(true);
  });

  it("records pulses of a unit that gives none for what training usually asks for", () => {
    const rare = [{ rounding: "threshold" }, { encoding: "mean-count", maxPulses: 2 }];
    for (const values of rare) {
      const { top } = recordUnit(
        unitShape(unitOf({ rows: 40, columns: 20, deltaBits: 4, ...values })),
        STANDARD_STATISTICS,
      );
      expect(top.phases.includes(PHASES.hold)).toBe(true);
    }
  });
});
