import { describe, expect, it } from "vitest";
import { ToolError } from "../../../src/core/errors.ts";
import { readPowerLog } from "./power-log.ts";

/** As OpenSTA 2.0.17 prints it, shortened. */
const LOG = `Warning: script.tcl, 8 something else.
power: switching NAND2/Y activity = 5.00e+08 volt = 1.80 3.240e-06
power: internal top/u1/Y (NAND2)
power:  cap = 4.0000
power:        when act/ns duty  energy    power
power:  ^ energy =  5.83e-15 * 0.50 =  2.92e-15
power:  v energy = -5.56e-16 * 0.50 = -2.78e-16
power:  A -> Y B*!C  0.50 0.50  2.64e-15  2.64e-08 VDD
power:  ^ energy =  9.00e-15 * 0.50 =  4.50e-15
power:  v energy =  1.00e-15 * 0.50 =  5.00e-16
power:  B -> Y       0.50 0.50  2.64e-15  2.64e-08 no pg_pin
power: internal top/u1/A (NAND2)
power:  cap = 0.0000
power:        when act/ns duty  energy    power
power: leakage NAND2 !A*B 2.000e-13 * 0.50
power: leakage NAND2 A*B 4.000e-12 * 0.50
power: leakage cell NAND2 2.118e-12
Group                    Internal    Switching
`;

describe("readPowerLog(lines, periodPs)", () => {
  const instances = readPowerLog(LOG.split("\n"), 2000);
  const u1 = instances.get("top/u1");

  it("finds each looked-up energy with its cause, condition and rail", () => {
    expect([...instances.keys()]).toEqual(["top/u1"]);
    const [first, second, ...others] = u1?.energies.get("Y") ?? [];
    expect(others).toEqual([]);
    expect(first).toMatchObject({ from: "A", when: "B*!C", rail: "VDD" });
    expect(first?.riseFj).toBeCloseTo(5.83, 9);
    expect(first?.fallFj).toBeCloseTo(-0.556, 9);
    expect(second).toMatchObject({ from: "B", when: "", rail: "" });
    expect(u1?.energies.get("A")).toEqual([]);
  });

  it("turns switching power back into ½·C·V²: 4 fF at 1.8 V are 6.48 fJ", () => {
    expect(u1?.switchingFj.get("Y")).toBeCloseTo(6.48, 9);
  });

  it("keeps leakage of the cell and of its states", () => {
    expect(u1?.leakageW).toBe(2.118e-12);
    expect(u1?.states).toEqual([
      { when: "!A*B", leakageW: 2e-13 },
      { when: "A*B", leakageW: 4e-12 },
    ]);
  });

  it("throws a ToolError if OpenSTA found no supply voltage, for it then leaves energies out", () => {
    expect(() => readPowerLog(LOG.replace("volt = 1.80", "volt = 0.00").split("\n"), 2000)).toThrow(ToolError);
  });
});
