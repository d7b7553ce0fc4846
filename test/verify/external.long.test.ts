import { describe, expect, it } from "vitest";
import { verifyExternal } from "../../src/verify/external.ts";
import { randomDesigns, SMALL } from "../support/random-design.ts";
import { hasIcarus } from "../support/tools.ts";

describe.skipIf(!hasIcarus)("verifyExternal(top, streams, { simulator: 'icarus' })", () => {
  it("passes the printed Verilog of 30 random designs", async () => {
    for (const { generator, parameters, label } of randomDesigns(30, 111, { ...SMALL, groupSize: 3 })) {
      const options = { simulator: "icarus", products: 24, seed: 2 } as const;
      const result = await verifyExternal(generator.elaborate(parameters), generator.product(parameters), options);
      expect(result, label).toMatchObject({ simulator: "icarus", products: 24, passed: true });
    }
  }, 600_000);
});
