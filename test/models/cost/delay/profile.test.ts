import { describe, expect, it } from "vitest";
import { Shapes } from "../../../../models/cost/delay/profile.ts";

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
