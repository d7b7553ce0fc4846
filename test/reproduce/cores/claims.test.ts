import { describe, expect, it } from "vitest";
import type { ReproductionPoint, SynthesisedCore } from "../../../src/core/reproduction.ts";
import { claimsOf, commonVerdict } from "../../../src/reproduce/cores/claims.ts";
import { FP16, INT8, squareCore, stretchedCore, synthesised, trio } from "./sample.ts";

/** What one technology says of one claim. */
function finding(id: string, points: readonly ReproductionPoint[], cores: readonly SynthesisedCore[] = []) {
  return claimsOf(["asap7"], points, cores).find((claim) => claim.id === id)?.findings[0];
}

describe("claimsOf(technologies, points, cores)", () => {
  it("leaves out claims that nothing is known about", () => {
    expect(claimsOf(["asap7"], [], [])).toEqual([]);
  });

  it("activation-type holds if tables save 39 % for FP16 and 5 % for INT8", () => {
    const found = finding("activation-type", [...trio(FP16, [16, 10], 16.4, 22), ...trio(INT8, [4, 3.8], 4, 20)]);
    expect(found?.verdict).toBe("holds");
    expect(found?.text).toContain("save against sign-flip 39 % for FP16 (µ = 2) and 5 % for INT8 (µ = 2) by the model");
  });

  it("activation-type comes out differently if tables save more for INT8", () => {
    const points = [...trio(FP16, [16], 16, 22), ...trio(INT8, [4, 3], 4, 20)];
    expect(finding("activation-type", points)?.verdict).toBe("comes out differently");
  });

  it("multiplier and sign-flip hold at the paper's ratios, 2.23 and 1.64", () => {
    const points = trio(FP16, [12, 10], 16.4, 22.3);
    expect(finding("multiplier", points)).toMatchObject({ verdict: "holds", text: "2.23× by the model (µ = 2)" });
    expect(finding("sign-flip", points)?.verdict).toBe("holds");
  });

  it("sign-flip holds in part at 1.2 and comes out differently at 1.05", () => {
    expect(finding("sign-flip", trio(FP16, [10], 12, 30))?.verdict).toBe("holds in part");
    expect(finding("sign-flip", trio(FP16, [10], 10.5, 30))?.verdict).toBe("comes out differently");
  });

  it("multiplier is judged by synthesis where there is one, the model beside it", () => {
    const points = trio(FP16, [10], 16, 30);
    const cores = [synthesised(points[0]!, 10), synthesised(points[2]!, 22)];
    expect(finding("multiplier", points, cores)).toMatchObject({
      verdict: "holds",
      text: "2.20× synthesised (µ = 1), 3.00× by the model (µ = 1)",
    });
  });

  it("larger-cores holds if area per weight falls at each step, in part if it rises once", () => {
    const points = (areas: readonly number[]) =>
      [FP16, INT8].flatMap((kind) =>
        areas.map((area, i) => squareCore(kind, "lut", area, { tile: [8, 32, 64, 96][i]! })),
      );
    expect(finding("larger-cores", points([10, 8, 7, 6]))?.verdict).toBe("holds");
    expect(finding("larger-cores", points([10, 8, 9, 6]))?.verdict).toBe("holds in part");
    expect(finding("larger-cores", points([10, 12, 13, 14]))?.verdict).toBe("comes out differently");
  });

  it("int8-groups holds while µ = 1 is best, and comes out differently if µ = 2 saves a quarter", () => {
    expect(finding("int8-groups", trio(INT8, [4, 5], 4, 20))).toMatchObject({
      verdict: "holds",
      text: "best µ at tiles of 32: 1; against µ = 1 it saves 0 % by the model",
    });
    expect(finding("int8-groups", trio(INT8, [4, 3], 4, 20))?.verdict).toBe("comes out differently");
  });

  it("int8-groups minds what synthesis says of 32×32", () => {
    const points = trio(INT8, [4, 5], 4, 20);
    const cores = [synthesised(points[0]!, 4), synthesised(points[1]!, 3)];
    expect(finding("int8-groups", points, cores)).toMatchObject({
      verdict: "comes out differently",
      text: "best µ at tiles of 32: 1; against µ = 1 it saves 0 % by the model; synthesised at 32: µ = 2, 25 %",
    });
  });

  it("fp16-groups comes out differently if µ = 1 is best", () => {
    expect(finding("fp16-groups", trio(FP16, [10, 8], 12, 20))?.verdict).toBe("holds");
    expect(finding("fp16-groups", trio(FP16, [10, 11], 12, 20))?.verdict).toBe("comes out differently");
  });

  it("aspect holds if FP16 is best wide and INT8 tall, in part if one of them is", () => {
    const points = (fp16Wide: number) =>
      [32, 64].flatMap((tile) => [
        stretchedCore(FP16, tile, [16, 64], fp16Wide),
        stretchedCore(FP16, tile, [64, 16], 10),
        stretchedCore(INT8, tile, [16, 64], 5),
        stretchedCore(INT8, tile, [64, 16], 4),
      ]);
    expect(finding("aspect", points(9))?.verdict).toBe("holds");
    expect(finding("aspect", points(11))?.verdict).toBe("holds in part");
  });

  it("says that cores miss the clock", () => {
    const points = trio(FP16, [10], 16.4, 22.3).map((point) => ({ ...point, clock: "missed" as const }));
    expect(finding("sign-flip", points)?.clock).toBe("missed");
  });
});

describe("commonVerdict(findings)", () => {
  it("is what all say, or else `holds in part`", () => {
    const holds = { verdict: "holds", clock: "met" } as const;
    const differs = { verdict: "comes out differently", clock: "met" } as const;
    expect(commonVerdict([holds, holds])).toBe("holds");
    expect(commonVerdict([holds, differs])).toBe("holds in part");
  });

  it("does not ask technologies that miss the clock if another meets it", () => {
    const late = { verdict: "comes out differently", clock: "missed" } as const;
    expect(commonVerdict([{ verdict: "holds", clock: "met" }, late])).toBe("holds");
    expect(commonVerdict([late])).toBe("comes out differently");
  });
});
