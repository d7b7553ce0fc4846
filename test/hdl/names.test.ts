import { describe, expect, it } from "vitest";
import { checkName, moduleName, NameScope } from "../../src/hdl/names.ts";

describe("checkName(where, name)", () => {
  it.each(["a", "act_data", "x0_q"])("takes %s", (name) => {
    expect(() => checkName("module m", name)).not.toThrow();
  });

  it.each(["", "0a", "_a", "A", "a-b", "a b", "module", "reg", "logic", "clk", "rst", "größe"])(
    "refuses %j",
    (name) => {
      expect(() => checkName("module m", name)).toThrow(`module m: got the name ${JSON.stringify(name)}`);
    },
  );
});

describe("moduleName(words)", () => {
  it("is the words themselves up to 72 letters", () => {
    expect(moduleName("fetch_u3_w8")).toBe("fetch_u3_w8");
    expect(moduleName(`a_${"b".repeat(70)}`)).toBe(`a_${"b".repeat(70)}`);
  });

  it("of longer ones is whole words from their beginning and 12 digits for all of them, always the same", () => {
    const words = "update_lane_multiplier_binary_count_x8_d8_stochastic8_n15_s4_adc3_single_none_on_fixed_phased";
    const short = moduleName(words);
    expect(short).toMatch(/^update_lane_multiplier_binary_count_x8_d8_stochastic8_n15_[0-9a-f]{12}$/);
    expect(short.length).toBeLessThanOrEqual(72);
    expect(moduleName(words)).toBe(short);
    expect(moduleName(`${words}_2`)).not.toBe(short);
  });

  it("gives 20 000 different words 20 000 different names", () => {
    const long = (i: number): string => `${"lane_with_a_long_beginning_".repeat(3)}${i}`;
    expect(new Set(Array.from({ length: 20_000 }, (_, i) => moduleName(long(i)))).size).toBe(20_000);
  });
});

describe("new NameScope()", () => {
  it("scope.claim(wanted) numbers what is taken, reserved or implicit", () => {
    const scope = new NameScope();
    const wanted = ["sum", "sum", "sum", "sum_1", "wire", "clk", "rst"];
    expect(wanted.map((name) => scope.claim(name))).toEqual([
      "sum",
      "sum_1",
      "sum_2",
      "sum_1_1",
      "wire_1",
      "clk_1",
      "rst_1",
    ]);
  });
});
