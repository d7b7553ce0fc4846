import { describe, expect, it } from "vitest";
import { decode } from "../../../generators/arithmetic/decoder.ts";
import { thermometer } from "../../../generators/arithmetic/thermometer.ts";
import { concat, ModuleBuilder, type Signal, type Ports } from "../../../src/hdl/index.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";

/** The lines that a circuit raises for one value of its input, bit i for line i. */
function linesOf(width: number, build: (code: Signal, m: ModuleBuilder<Ports>) => readonly Signal[]) {
  const m = new ModuleBuilder<Ports>("lines");
  m.output("lines", concat(...build(m.input("code", width), m)));
  const simulator = new Simulator(m.build());
  return (code: number, enable = 0n): bigint => {
    simulator.set("code", BigInt(code));
    if (m.build().inputs.length > 1) simulator.set("enable", enable);
    simulator.evaluate();
    return simulator.get("lines");
  };
}

const sizes = [1, 2, 3, 4, 5]
  .flatMap((width) => [1, 2, 3, 2 ** width - 1, 2 ** width].map((count) => ({ width, count })))
  .filter(({ width, count }) => count >= 1 && count <= 2 ** width);

describe("decode(name, code, count)", () => {
  it.each(sizes)("$width bits, $count lines: raises line v for code v, none beyond", ({ width, count }) => {
    const lines = linesOf(width, (code) => decode("code", code, count));
    for (let code = 0; code < count; code++) expect(lines(code)).toBe(1n << BigInt(code));
  });
});

describe("decode(name, code, count, enable)", () => {
  it.each(sizes)("$width bits, $count lines: as decode, and nothing while enable is 0", ({ width, count }) => {
    const lines = linesOf(width, (code, m) => decode("code", code, count, m.input("enable", 1)));
    for (let code = 0; code < count; code++) {
      expect(lines(code, 1n)).toBe(1n << BigInt(code));
      expect(lines(code, 0n)).toBe(0n);
    }
  });
});

describe("thermometer(name, value, count)", () => {
  const cases = [1, 2, 3, 4, 6].flatMap((width) => [1, 2, 3, 4, 5, 8, 20].map((count) => ({ width, count })));

  it.each(cases)("$width bits, $count lines: line i is value > i", ({ width, count }) => {
    const lines = linesOf(width, (value) => thermometer("value", value, count));
    for (let value = 0; value < 2 ** width; value++) {
      const expected = Array.from({ length: count }, (_, i) => (value > i ? 1n << BigInt(i) : 0n));
      expect(lines(value), `value ${value}`).toBe(expected.reduce((sum, line) => sum | line));
    }
  });
});
