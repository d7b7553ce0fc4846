import { describe, expect, it } from "vitest";
import { printVerilog } from "../../src/hdl/verilog.ts";
import { verifyExternal } from "../../src/verify/external.ts";
import { lint } from "../support/lint.ts";
import { randomDesigns, SMALL } from "../support/random-design.ts";
import { hasIcarus, hasVerilator } from "../support/tools.ts";

describe.skipIf(!hasIcarus)("verifyExternal(top, streams, { simulator: 'icarus' })", () => {
  it("passes the printed Verilog of 30 random designs", async () => {
    for (const { generator, parameters, label } of randomDesigns(30, 111, { ...SMALL, groupSize: 3 })) {
      const options = { simulator: "icarus", products: 24, seed: 2 } as const;
      const result = await verifyExternal(generator.elaborate(parameters), generator.product(parameters), options);
      expect(result, label).toMatchObject({ simulator: "icarus", products: 24, passed: true });
    }
  }, 600_000);
});

describe.skipIf(!hasVerilator)("verilator --lint-only -Wall, on printVerilog(top)", () => {
  it("has nothing to say about 12 random designs but that some bits cannot matter", () => {
    // A product of a weight −1, 0, 1 has more bits than the accumulator; with N below the tile, inputs are never counted;
    // of a distance or a rounded word, floating point looks at some bits only.
    const cannotMatter =
      /(UNUSEDSIGNAL|PINCONNECTEMPTY): (reduce|input_mask|float_\w+|align_element)_\w+\.v:\d+:\d+: (Bits of signal are|Cell pin connected by name)/;
    for (const { generator, parameters, label } of randomDesigns(12, 12, SMALL)) {
      const top = generator.elaborate(parameters);
      const warnings = lint(top.name, printVerilog(top)).filter((line) => !cannotMatter.test(line));
      expect(warnings, label).toEqual([]);
    }
  }, 60_000);
});
