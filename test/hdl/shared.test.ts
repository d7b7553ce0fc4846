import { describe, expect, it } from "vitest";
import { ModuleBuilder, not, sharedBy, type PortsOf } from "../../src/hdl/index.ts";

describe("sharedBy(nameOf, make)", () => {
  const inverter = sharedBy(
    (shape: { readonly width: number }) => `shared_test_inverter${shape.width}`,
    ({ width }) => {
      const m = new ModuleBuilder<PortsOf<"a">>(`shared_test_inverter${width}`);
      return m.build({ y: not(m.input("a", width)) });
    },
  );

  it("makes one module for equal shapes, another for others", () => {
    const four = inverter({ width: 4 });
    expect(inverter({ width: 4 })).toBe(four);
    expect(inverter({ width: 5 })).not.toBe(four);
    expect(inverter({ width: 5 }).outputs[0]?.width).toBe(5);
  });
});
