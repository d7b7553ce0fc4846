import { describe, expect, it } from "vitest";
import { LINES } from "../../../../models/training/planners/pulse-plan.ts";
import { SynapseArray, weightStep } from "../../../../models/training/devices/synapse-array.ts";
import { device, unit } from "../units.ts";

const SCHEMES = ["single", "pair-bidirectional", "pair-unidirectional", "pair-fixed"] as const;
const array = (scheme: (typeof SCHEMES)[number]): SynapseArray => {
  const made = new SynapseArray(unit({ scheme, rows: 1, columns: 3, lanes: 3 }), device({ pulses: 20 }), 1, 1);
  made.program(Float32Array.of(0, 0.5, -0.5));
  return made;
};

describe("SynapseArray", () => {
  it.each(SCHEMES)("%s: has the weights that it was programmed with", (scheme) => {
    const { weights } = array(scheme);
    [0, 0.5, -0.5].forEach((weight, s) => expect(weights[s]).toBeCloseTo(weight, 6));
  });

  it.each(SCHEMES)("%s: one pulse moves a weight by weightStep", (scheme) => {
    const made = array(scheme);
    const step = weightStep(made.shape, device({ pulses: 20 }), 1);
    made.pulse(0, 1, LINES.all);
    made.pulse(1, -2, LINES.all);
    expect(made.weights[0]).toBeCloseTo(step, 5);
    expect(made.weights[1]).toBeCloseTo(0.5 - 2 * step, 5);
  });

  it.each([
    ["single", [0.55], 0.1],
    ["pair-fixed", [0.55, 0.5], 0.1],
    ["pair-bidirectional", [0.55, 0.45], 0.1],
    ["pair-unidirectional", [0.05, 0], 0.05],
  ] as const)("%s: raising pulses these devices", (scheme, g, weight) => {
    const made = array(scheme);
    made.pulse(0, 1, LINES.all);
    expect(made.weights[0]).toBeCloseTo(weight, 6);
    g.forEach((each, d) => expect(made.devices.g[3 * d]).toBeCloseTo(each, 6));
  });

  it("pair-unidirectional: lowering is LTP of the minus device", () => {
    const made = array("pair-unidirectional");
    made.pulse(0, -2, LINES.all);
    expect(made.devices.g[3]).toBeCloseTo(0.1, 6);
    expect(made.devices.totals).toMatchObject({ ltpPulses: 2, ltdPulses: 0 });
  });

  it("pair-bidirectional: lines of one phase pulse one device only", () => {
    const made = array("pair-bidirectional");
    made.pulse(0, 1, LINES.ltp);
    expect([made.devices.g[0], made.devices.g[3]].map((g) => g?.toFixed(3))).toEqual(["0.550", "0.500"]);
    made.pulse(0, -1, LINES.ltd);
    expect([made.devices.g[0], made.devices.g[3]].map((g) => g?.toFixed(3))).toEqual(["0.500", "0.500"]);
  });

  it("difference(synapse) is in codes: of a pair plus less minus", () => {
    expect(array("pair-unidirectional").difference(1)).toBe(32);
    expect(array("pair-unidirectional").difference(2)).toBe(-32);
    expect(array("single").difference(0)).toBe(32);
  });

  it("pair-fixed: the minus device is in the middle of its own range", () => {
    const spread = { ...device().deviceToDevice, upperBound: 0.3 };
    const made = new SynapseArray(
      unit({ scheme: "pair-fixed", rows: 1, columns: 50, lanes: 8 }),
      device({ deviceToDevice: spread }),
      1,
      3,
    );
    made.program(new Float32Array(50));
    const { minimum, maximum } = made.devices.population;
    const middles = Array.from({ length: 50 }, (_, s) => ((minimum[50 + s] ?? 0) + (maximum[50 + s] ?? 0)) / 2);
    middles.forEach((middle, s) => expect(made.devices.g[50 + s]).toBeCloseTo(middle, 6));
    expect(new Set(middles).size).toBeGreaterThan(40);
  });
});
