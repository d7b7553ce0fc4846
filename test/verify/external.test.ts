import { describe, expect, it } from "vitest";
import { ternaryLut } from "../../generators/ternary-lut/index.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";
import { shapeBits, verifyExternal } from "../../src/verify/external.ts";
import { lint } from "../support/lint.ts";
import { parametersOf, randomDesigns, SMALL } from "../support/random-design.ts";
import { hasIcarus, hasVerilator } from "../support/tools.ts";

describe("shapeBits(top)", () => {
  it("holds N and M, or is 0 for a fixed shape", () => {
    const top = (shape: string) => ternaryLut.elaborate(parametersOf(ternaryLut, { inputs: 255, outputs: 64, shape }));
    expect([shapeBits(top("runtime")), shapeBits(top("fixed"))]).toEqual([[8, 7], [0, 0]]); // prettier-ignore
  });
});

if (hasIcarus) {
  describe("verifyExternal(top, streams, { simulator: 'icarus' })", () => {
    it("passes the printed Verilog of 3 random designs", async () => {
      for (const { generator, parameters, label } of randomDesigns(3, 11, { ...SMALL, groupSize: 3 })) {
        const options = { simulator: "icarus", products: 24, seed: 2 } as const;
        const result = await verifyExternal(generator.elaborate(parameters), generator.product(parameters), options);
        expect(result.failure, label).toBeUndefined();
        expect(result, label).toMatchObject({ simulator: "icarus", products: 24, passed: true });
      }
    }, 60_000);

    it("fails a core that ignores stalls of its output", async () => {
      const values = parametersOf(ternaryLut, { activation: "int4", tables: 2, fetchers: 3, inputs: 10, outputs: 8 });
      const top = structuredClone(ternaryLut.elaborate(values));
      const control = top.instances.find((instance) => instance.name === "control");
      Object.assign(control?.inputs ?? {}, { out_ready: { kind: "constant", width: 1, value: 1n } });
      const result = await verifyExternal(top, ternaryLut.product(values), {
        simulator: "icarus",
        products: 16,
        seed: 1,
      });
      expect(result).toMatchObject({ passed: false, failure: expect.stringMatching(/^FAIL: output beat \d+ is/) });
    }, 60_000);
  });
}

if (hasVerilator) {
  const VALUES = parametersOf(ternaryLut, {
    activation: "int4",
    groupSize: 2,
    tables: 2,
    fetchers: 3,
    inputs: 10,
    outputs: 8,
    shape: "runtime",
    reduction: "adder-tree",
  });

  describe("verifyExternal(top, streams, { simulator: 'verilator' })", () => {
    it("passes the printed Verilog of a runtime-shape core", async () => {
      const options = { simulator: "verilator", products: 24, seed: 1 } as const;
      const result = await verifyExternal(ternaryLut.elaborate(VALUES), ternaryLut.product(VALUES), options);
      expect(result).toMatchObject({ passed: true, products: 24 });
    }, 120_000);
  });

  describe("verilator --lint-only -Wall, on printVerilog(top)", () => {
    // external.long.test.ts lints random designs.
    it("has nothing at all to say about the documented default design", () => {
      const top = ternaryLut.elaborate(parametersOf(ternaryLut, {}));
      expect(lint(top.name, printVerilog(top))).toEqual([]);
    }, 60_000);
  });
}
