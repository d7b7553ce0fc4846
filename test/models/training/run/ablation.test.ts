import { describe, expect, it } from "vitest";
import { compileDevice, loadDevice, NO_SPREAD } from "../../../../models/device/index.ts";
import { unitConflicts } from "../../../../generators/update-unit/conflicts.ts";
import { ablation, EFFECTS, loadTask, withEffects } from "../../../../models/training/index.ts";
import { device, exponential, unit } from "../units.ts";
import { PLAIN_TRAINING } from "../../../support/plain-training.ts";

const ROUGH = device({
  pulses: 50,
  ltp: exponential(2),
  ltd: exponential(-3),
  cycleToCycle: { of: "range", sigma: 0.03 },
});

describe("withEffects(device, unit, effects)", () => {
  it("with all of them changes nothing but the name", () => {
    const all = withEffects(ROUGH, unit({}), new Set(EFFECTS));
    expect(all).toEqual({ device: { ...ROUGH, name: "test-ablated" }, unit: unit({}) });
  });

  it("with none of them is the ideal", () => {
    const { device: ideal, unit: lossless } = withEffects(ROUGH, unit({}), new Set());
    const linear = { pulses: 1024, response: { kind: "linear" } };
    expect(ideal).toMatchObject({ ltp: linear, ltd: linear, cycleToCycle: { sigma: 0 }, stuck: { fraction: 0 } });
    expect(lossless).toMatchObject({ xBits: 9, deltaBits: 9, rounding: "stochastic", maxPulses: 127 });
  });

  it.each([
    ["exponential", { ltp: exponential(2.4), ltd: exponential(-1) }],
    ["soft bounds", { ltp: { kind: "soft-bounds", rate: 0.05 } }],
    ["linear step", { ltp: { kind: "linear-step", first: 0.05, last: 0.01 } }],
    ["exponential step", { ltp: { kind: "exponential-step", step: 0.02, amplitude: 2, decay: 3 } }],
    ["power step", { ltp: { kind: "power-step", step: 0.05, exponent: 1.5 } }],
    ["piecewise", { ltp: { kind: "piecewise", steps: [0.05, 0.03, 0.01] } }],
  ] as const)("without asymmetry LTD takes back what LTP gives at the same g: %s", (_, responses) => {
    const without = new Set(EFFECTS.filter((effect) => effect !== "asymmetry"));
    const { ltp, ltd } = compileDevice(withEffects(device(responses), unit({}), without).device);
    const step = (each: typeof ltp, g: number): number =>
      each.kind === "affine" ? (each.factor - 1) * g + each.offset : (each.steps[Math.round(g * 1024)] ?? 0);
    for (const g of [0.25, 0.5, 0.75]) expect(-step(ltd, g) / step(ltp, g)).toBeCloseTo(1, 1);
  });

  it("takes write noise, leakage and the spread of gamma out by themselves, and with their curves", () => {
    const capacitor = { ...loadDevice("aihwkit-capacitor"), writeNoise: 0.1 };
    const without = (...out: readonly string[]) =>
      withEffects(capacitor, unit({}), new Set(EFFECTS.filter((effect) => !out.includes(effect)))).device;
    expect(without()).toEqual({ ...capacitor, name: "aihwkit-capacitor-ablated" });
    expect(without("write-noise")).not.toHaveProperty("writeNoise");
    expect(without("write-noise").leakage).toEqual(capacitor.leakage);
    expect(without("leakage")).not.toHaveProperty("leakage");
    expect(without("nonlinearity").deviceToDevice).toEqual({ ...capacitor.deviceToDevice, gamma: 0 });
    expect(without("device-to-device").deviceToDevice).toEqual({ ...NO_SPREAD, curve: "clips" });
    expect(without("cycle-to-cycle").cycleToCycle).toEqual({ of: "nominal-step", sigma: 0 });
  });

  it("without asymmetry stretches soft bounds as a whole, with steps of one size", () => {
    const out = new Set(EFFECTS.filter((effect) => effect !== "asymmetry"));
    const soft = withEffects(loadDevice("aihwkit-reram-sb"), unit({}), out).device;
    expect(soft.deviceToDevice.curve).toBe("stretches");
    const exponential = withEffects(loadDevice("aihwkit-reram-es"), unit({}), out).device;
    expect(exponential.deviceToDevice.scale).toEqual({ ltp: 1, ltd: 1 });
  });

  it.each([
    ["stochastic trains", { product: "coincidence", encoding: "stochastic", lfsrBits: 10, maxPulses: 7 }],
    ["deterministic trains", { product: "coincidence", encoding: "deterministic", maxPulses: 8 }],
    ["an accumulator", { accumulator: "cell", accumulatorBits: 20 }],
    ["write-verify", { writeVerify: "on", adcBits: 8 }],
    ["refresh", { scheme: "pair-unidirectional", refresh: "open-loop", adcBits: 8 }],
  ] as const)("gives units that can be built: %s", (_, values) => {
    for (const effects of [[], ["encoding"], ["levels"], EFFECTS] as const) {
      const { unit: shape } = withEffects(ROUGH, unit(values), new Set(effects));
      expect(unitConflicts({ ...shape, device: "epiram" })).toEqual([]);
    }
  });
});

describe("ablation(run, seeds)", () => {
  it("says what each effect that is there costs, without and alone", { timeout: 20_000 }, () => {
    const task = loadTask({
      data: "digits",
      dataSeed: 1,
      layers: [64, 16, 10],
      activation: "sigmoid",
      epochs: 2,
      examples: 500,
      batch: 1,
      learningRate: 0.3,
      weightRange: 1,
      deltaScale: "fixed",
      ...PLAIN_TRAINING,
    });
    const { rows, floatAccuracies } = ablation({ device: ROUGH, unit: unit({ rounding: "stochastic" }), task }, [1, 2]);
    const effects = ["levels", "nonlinearity", "asymmetry", "cycle-to-cycle", "encoding"];
    expect(rows.map(({ kind }) => kind)).toEqual([
      "all",
      ...effects.map(() => "without"),
      "none",
      ...effects.map(() => "only"),
    ]);
    expect(rows.filter(({ kind }) => kind === "only").map(({ effect }) => effect)).toEqual(effects);
    const find = (kind: string, effect?: string) => rows.find((row) => row.kind === kind && row.effect === effect);
    const [all, none] = [find("all")?.mean ?? 1, find("none")?.mean ?? 0];
    expect(floatAccuracies).toHaveLength(2);
    expect(none).toBeGreaterThan(all + 0.1);
    expect(find("only", "cycle-to-cycle")?.difference).toBeLessThan(0);
    expect(find("without", "nonlinearity")?.mean).toBeCloseTo(
      all + (find("without", "nonlinearity")?.difference ?? 0),
      9,
    );
  });
});
