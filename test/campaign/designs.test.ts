import { describe, expect, it } from "vitest";
import { addSub } from "../../generators/add-sub/index.ts";
import { parametersOf } from "../support/random-design.ts";
import { campaignDesigns, gatesOf, mostForIcarus, MOST_FOR_VERILATOR, MOST_WORK, sizeOf, workOf } from "./designs.ts";

describe("campaignDesigns(count, seed)", () => {
  const designs = campaignDesigns(100, 1);

  it("takes the four generators in turn", () => {
    expect(designs.slice(0, 4).map(({ generator }) => generator.name)).toEqual([
      "ternary-lut",
      "add-sub",
      "multiplier",
      "synapse-update",
    ]);
  });

  it("is the same for the same seed, the beginning of a longer list, and another one for another seed", () => {
    const text = (count: number, seed: number): string =>
      JSON.stringify(campaignDesigns(count, seed).map(({ parameters, seed: own }) => [parameters, own]));
    expect(text(8, 1)).toBe(text(8, 1));
    expect(JSON.stringify(designs.slice(0, 8).map(({ parameters, seed }) => [parameters, seed]))).toBe(text(8, 1));
    expect(text(8, 2)).not.toBe(text(8, 1));
  });

  it("gives Icarus what is small, Verilator integers that are not, and both something", () => {
    for (const { generator, parameters, simulator } of designs) {
      if (generator.kind !== "core") expect(simulator).toBe("icarus");
      else {
        const isInteger = String(parameters["activation"]).startsWith("int");
        const most = mostForIcarus(generator, parameters);
        if (simulator === "icarus") expect(sizeOf(parameters)).toBeLessThanOrEqual(most);
        else expect([isInteger, sizeOf(parameters) > most, sizeOf(parameters) <= MOST_FOR_VERILATOR]).toEqual([true, true, true]); // prettier-ignore
      }
    }
    expect(new Set(designs.map(({ simulator }) => simulator))).toEqual(new Set(["icarus", "verilator"]));
  });
});

describe("mostProducts of a design", () => {
  it("is from 3 on, and with it a core of Icarus stays within gates x steps x products", () => {
    for (const { generator, parameters, simulator, mostProducts } of campaignDesigns(60, 1)) {
      expect(mostProducts).toBeGreaterThanOrEqual(3);
      if (generator.kind !== "core" || simulator !== "icarus") continue;
      expect(workOf(generator, parameters) * mostProducts).toBeLessThanOrEqual(MOST_WORK);
    }
  });
});

describe("workOf(generator, parameters)", () => {
  it("is gates times 3 x 2 steps for 70 inputs in tiles of 32 and 5 outputs in tiles of 4", () => {
    const parameters = parametersOf(addSub, { tileInputs: 32, tileOutputs: 4, inputs: 70, outputs: 5 });
    expect(workOf(addSub, parameters) / gatesOf(addSub, parameters)).toBe(6);
  });
});

describe("sizeOf(parameters)", () => {
  it("is entries × tables × fetchers, 13 · 2 · 5 for groups of three, or activations × outputs of a step", () => {
    expect(sizeOf({ groupSize: 3, tables: 2, fetchers: 5 })).toBe(130);
    expect(sizeOf({ tileInputs: 9, tileOutputs: 4 })).toBe(36);
  });
});
