import { describe, expect, it } from "vitest";
import { Shapes } from "../../../../models/cost/delay/profile.ts";

describe("Shapes.profile(bits)", () => {
  it("takes the latest bit off", () => {
    const profile = new Shapes().profile(Float64Array.of(3, 5, -Infinity));
    expect([profile?.latestPs, [...(profile?.shape.bits ?? [])]]).toEqual([5, [-2, 0, -Infinity]]);
  });

  it("gives shapes that agree within a grain one object, others two", () => {
    const shapes = new Shapes();
    const [first, moved, noisy, other] = [
      Float64Array.of(1, 2),
      Float64Array.of(11, 12),
      Float64Array.of(1 + 1e-9, 2),
      Float64Array.of(1, 2.1),
    ].map((bits) => shapes.profile(bits)?.shape);
    expect([moved, noisy]).toEqual([first, first]);
    expect([moved === first, noisy === first, other === first]).toEqual([true, true, false]);
  });

  it("gives the same bits whichever of two almost equal shapes was seen first", () => {
    const almost = [Float64Array.of(0, -1.001), Float64Array.of(0, -0.999)];
    const bitsOf = (order: readonly Float64Array[]) => {
      const shapes = new Shapes();
      const seen = new Map(order.map((bits) => [bits, [...(shapes.profile(bits)?.shape.bits ?? [])]]));
      return almost.map((bits) => seen.get(bits));
    };
    expect(bitsOf(almost)).toEqual(bitsOf(almost.toReversed()));
    expect(bitsOf(almost)).toEqual([
      [0, -1],
      [0, -1],
    ]);
  });

  it("is undefined where nothing arrives", () => {
    expect(new Shapes().profile(Float64Array.of(-Infinity))).toBeUndefined();
    expect(new Shapes().profile(new Float64Array(0))).toBeUndefined();
  });
});
