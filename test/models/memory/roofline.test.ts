import { describe, expect, it } from "vitest";

import { rooflineOf } from "../../../models/memory/roofline.ts";

describe("rooflineOf(input)", () => {
  it("is bound by bandwidth where the intensity is left of the ridge", () => {
    // 10⁹ MACs, 1.6 bits a weight: 2·10⁹ operations over 2·10⁸ bytes; 50 GB/s carries 0.5 TOPS of them.
    const roofline = rooflineOf({
      macsPerToken: 1e9,
      weightBitsPerToken: 1.6e9,
      peakTops: 4,
      bandwidthGBps: 50,
      tokensPerSecond: 250,
    });
    expect(roofline.operationsPerByte).toBeCloseTo(10, 10);
    expect(roofline.topsPerIntensity).toBeCloseTo(0.05, 10);
    expect(roofline.ridgeOperationsPerByte).toBeCloseTo(80, 10);
    expect(roofline.attainableTops).toBeCloseTo(0.5, 10);
    expect(roofline.achievedTops).toBeCloseTo(0.5, 10);
    expect(roofline.bound).toBe("bandwidth");
  });

  it("is bound by compute right of the ridge", () => {
    const roofline = rooflineOf({
      macsPerToken: 1e9,
      weightBitsPerToken: 1.6e9,
      peakTops: 0.25,
      bandwidthGBps: 50,
      tokensPerSecond: 100,
    });
    expect(roofline).toMatchObject({ attainableTops: 0.25, bound: "compute" });
    expect(roofline.achievedTops).toBeCloseTo(0.2, 10);
  });
});
