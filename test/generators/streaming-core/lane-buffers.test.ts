import { describe, expect, it } from "vitest";
import type { CoreGenerator } from "../../../generators/contract/index.ts";
import { addSub } from "../../../generators/add-sub/index.ts";
import { ternaryLut } from "../../../generators/ternary-lut/index.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { fanOutOf } from "../../../src/hdl/fan-out.ts";
import { parametersOf, randomDesigns, type Limits } from "../../support/random-design.ts";

const WIDE: Limits = { inputs: 60_000, outputs: 3000, tables: 100, fetchers: 90, tileInputs: 100, tileOutputs: 90 };
const NARROW: Limits = { inputs: 60_000, outputs: 400, tables: 5, fetchers: 90, tileInputs: 5, tileOutputs: 90 };

/** Buffers that the key of a core's lanes states, and those in the netlist of one; undefined where the key states none. */
function buffersOf(generator: CoreGenerator, parameters: ParameterValues) {
  const lane = generator.components(parameters).find(({ role }) => role === "accumulate");
  const stated = /_b(\d+)$/.exec(lane?.key ?? "")?.[1];
  return lane === undefined || stated === undefined
    ? undefined
    : { stated: Number(stated), built: fanOutOf(lane.build()).buffers };
}

describe("laneBuffers(shape)", () => {
  it("is what fanOutOf counts in the built lane, for random designs of all families and integers", () => {
    let [checked, withBuffers] = [0, 0];
    for (const [seed, limits] of [WIDE, NARROW].entries()) {
      for (const { generator, parameters, label } of randomDesigns(75, seed, limits, "integers")) {
        // Lanes with gated clocks have their names as keys.
        const buffers = buffersOf(generator, { ...parameters, clockGating: "none" });
        if (buffers === undefined) continue;
        expect(buffers.stated, label).toBe(buffers.built);
        checked++;
        if (buffers.built > 0) withBuffers++;
      }
    }
    expect(checked).toBeGreaterThan(100);
    expect(withBuffers).toBeGreaterThan(75);
  });

  it("knows the sign that a chain of odd levels extends, which its register and several adders read", () => {
    // 85, 43: the last word waits for two levels and is extended by three bits.
    for (const tileInputs of [84, 85, 86]) {
      const changes = { activation: "int8", tileInputs, inputs: 34_000, reduction: "adder-tree", pipelineFetch: 1 };
      const buffers = buffersOf(addSub, parametersOf(addSub, changes));
      expect(buffers?.stated, `${tileInputs} words`).toBe(buffers?.built);
    }
  });

  it("knows a single word, which the running sum extends most, beside lanes of two", () => {
    for (const adder of ["ripple", "prefix"]) {
      for (const inputs of [12, 24, 48, 96, 200]) {
        for (const tables of [2, 1]) {
          const changes = { tables, inputs, adder, reduction: "adder-tree", pipelineFetch: 1 };
          const buffers = buffersOf(ternaryLut, parametersOf(ternaryLut, changes));
          expect(buffers?.stated, `${adder}, ${tables} tables, ${inputs} inputs`).toBe(buffers?.built);
        }
      }
    }
  });
});
