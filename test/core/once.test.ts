import { describe, expect, it } from "vitest";
import { onceByNumber } from "../../src/core/once.ts";

describe("onceByNumber()", () => {
  it("makes each value once", () => {
    const once = onceByNumber<string>();
    let made = 0;
    const get = (key: number): string => once(key, () => `value ${key}, made ${++made}`);
    expect([get(7), get(8), get(7)]).toEqual(["value 7, made 1", "value 8, made 2", "value 7, made 1"]);
  });

  it("forgets everything once it holds 100 000 values, and still answers", () => {
    const once = onceByNumber<number>();
    let made = 0;
    for (let key = 0; key <= 100_000; key++) once(key, () => ++made);
    expect(made).toBe(100_001);
    expect(once(0, () => ++made)).toBe(100_002);
    expect(once(100_000, () => -1)).toBe(100_001);
  });
});
