import { describe, expect, it } from "vitest";
import { checkName, NameScope } from "../../src/hdl/names.ts";

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
