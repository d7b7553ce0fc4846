import { describe, expect, it } from "vitest";
import { Shapes, wholeGrains } from "../../../../models/cost/delay/profile.ts";

describe("Shapes.profile(bits)", () => {
  it("takes the latest bit off", () => {
    const profile = new Shapes().profile(Float64Array.of(3, 5, -Infinity));
    expect([profile?.latestPs, [...(profile?.shape.bits ?? [])]]).toEqual([5, [-2, 0, -Infinity]]);
  });

  it("gives equal shapes one object, others two", () => {
    const shapes = new Shapes();
    const [first, moved, other] = [Float64Array.of(1, 2), Float64Array.of(11, 12), Float64Array.of(1, 2.125)].map(
      (bits) => shapes.profile(bits)?.shape,
    );
    expect([moved === first, other === first]).toEqual([true, false]);
  });

  it("is undefined where nothing arrives", () => {
    expect(new Shapes().profile(Float64Array.of(-Infinity))).toBeUndefined();
    expect(new Shapes().profile(new Float64Array(0))).toBeUndefined();
  });
});

describe("wholeGrains(delayPs)", () => {
  it("moves a delay by less than a millionth of a picosecond", () => {
    for (const delay of [0, 0.1, 83.611, 1e6 / 3]) expect(Math.abs(wholeGrains(delay) - delay)).toBeLessThan(1e-6);
  });

  it("makes sums exact, in any order", () => {
    const delays = Array.from({ length: 1000 }, (_, i) => wholeGrains(100 * Math.sin(i) ** 2));
    const forwards = delays.reduce((sum, each) => sum + each, 0);
    expect(delays.toReversed().reduce((sum, each) => sum + each, 0)).toBe(forwards);
    const halves = [delays.slice(0, 500), delays.slice(500)].map((half) => half.reduce((sum, each) => sum + each, 0));
    expect(halves.reduce((sum, each) => sum + each, 0)).toBe(forwards);
  });
});
