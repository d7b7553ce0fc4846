import { describe, expect, it } from "vitest";
import { floatAdder } from "../../../../generators/arithmetic/float/adder.ts";
import type { FloatAdderShape } from "../../../../generators/arithmetic/float/adder-shape.ts";
import {
  biasOf,
  contains,
  FLOAT_FORMATS,
  formatBits,
  type FloatFormat,
  type Subnormals,
} from "../../../../generators/numeric/float-format.ts";
import { Simulator } from "../../../../src/hdl/simulate.ts";
import { exactSum } from "../../../support/exact-float.ts";
import { allPairs, everyPattern, wideSample, type Pairs } from "../../../support/float-pairs.ts";
import { PairRunner } from "../../../support/run-pairs.ts";

const { fp8e4m3, fp8e5m2, fp16, bf16, fp32 } = FLOAT_FORMATS;
const ALL = Object.values(FLOAT_FORMATS);
const PATHS = ["single", "dual"] as const;
const ADDERS = ["ripple", "prefix"] as const;
const SUBNORMALS: readonly Subnormals[] = ["kept", "flushed"];
const RANDOM_PAIRS = 2000;

type Sums = Omit<FloatAdderShape, "path" | "adder" | "stages">;

/** Exact sums of all pairs. */
function expectedSums({ from, to, subnormals }: Sums, { a, b }: Pairs): Uint32Array {
  return a.map((x, i) => exactSum({ a: from, b: from, to, subnormals }, x, b[i] as number));
}

/** The first pairs of which the netlist gives another sum. */
function faults(shape: FloatAdderShape, pairs: Pairs, expected: Uint32Array): readonly string[] {
  const found: string[] = [];
  new PairRunner(floatAdder(shape), shape.stages).run(pairs).forEach((sum, i) => {
    const hex = (word: number | undefined): string => (word as number).toString(16);
    if (sum === expected[i] || found.length === 5) return;
    found.push(`${hex(pairs.a[i])} + ${hex(pairs.b[i])}: got ${hex(sum)}, expected ${hex(expected[i])}`);
  });
  return found;
}

/** Every path, kind of adder and number of stages. */
function structures(stages: readonly number[]) {
  return PATHS.flatMap((path) =>
    ADDERS.flatMap((adder) => stages.map((count) => ({ path, adder, stages: count }) as const)),
  );
}

/** Every number of stages, with the two structures that differ most. */
const PIPELINES = structures([1, 2, 3, 4]).filter(({ path, adder }) => (path === "dual") === (adder === "prefix"));

function cases(formats: readonly (readonly [FloatFormat, FloatFormat])[]) {
  return formats.flatMap(([from, to]) =>
    SUBNORMALS.map((subnormals) => ({ from, to, subnormals, name: `${from.name} to ${to.name}, ${subnormals}` })),
  );
}

/** Formats and all that contain them. */
function withWider(formats: readonly FloatFormat[]) {
  return formats.flatMap((from) => ALL.filter((to) => contains(to, from)).map((to) => [from, to] as const));
}

describe("floatAdder(shape) of 8 bits: all 65536 sums", () => {
  it.each(cases(withWider([fp8e4m3, fp8e5m2])))("$name, without registers", (sums) => {
    const pairs = allPairs(everyPattern(sums.from), everyPattern(sums.from));
    const expected = expectedSums(sums, pairs);
    for (const structure of structures([0])) expect(faults({ ...sums, ...structure }, pairs, expected)).toEqual([]);
  });

  it.each(
    cases([
      [fp8e4m3, fp8e4m3],
      [fp8e5m2, fp8e5m2],
      [fp8e4m3, fp16],
    ]),
  )("$name, in 1 to 4 stages", (sums) => {
    // prettier-ignore
    const pairs = allPairs(everyPattern(sums.from), everyPattern(sums.from));
    const expected = expectedSums(sums, pairs);
    for (const structure of PIPELINES) expect(faults({ ...sums, ...structure }, pairs, expected)).toEqual([]);
  });
});

describe("floatAdder(shape) of formats that nobody has: all sums", () => {
  const small = [2, 3].flatMap((exponentBits) =>
    [1, 2, 3].flatMap((mantissaBits) =>
      (["ieee", "nan-only"] as const).map((specials) => ({
        name: `e${exponentBits}m${mantissaBits}${specials === "ieee" ? "" : "n"}`,
        exponentBits,
        mantissaBits,
        specials,
      })),
    ),
  );

  it.each(small)("$name, to itself and to all that contain it", (from) => {
    const pairs = allPairs(everyPattern(from), everyPattern(from));
    const wider = [...small, fp16].filter((to) => contains(to, from) && biasOf(to) >= biasOf(from));
    for (const sums of cases(wider.map((to) => [from, to] as const))) {
      const expected = expectedSums(sums, pairs);
      for (const path of PATHS) {
        const shape = { ...sums, path, adder: "ripple", stages: 0 } as const;
        expect([sums.name, path, ...faults(shape, pairs, expected)]).toEqual([sums.name, path]);
      }
    }
  });
});

describe("floatAdder(shape): corners and random pairs of every kind", () => {
  it.each(cases(withWider([fp16, bf16, fp32])))("$name", (sums) => {
    const pairs = wideSample(sums.from, RANDOM_PAIRS);
    const expected = expectedSums(sums, pairs);
    for (const structure of structures([0, 2])) expect(faults({ ...sums, ...structure }, pairs, expected)).toEqual([]);
  });
});

describe("floatAdder(shape) with stages", () => {
  it.each(structures([1, 4]))(
    "$path, $adder, $stages stages: holds still while enter and advance are 0",
    (structure) => {
      const adder = floatAdder({ from: fp16, to: fp16, subnormals: "kept", ...structure });
      const simulator = new Simulator(adder);
      const enables = adder.inputs.filter(({ width }) => width === 1).map(({ name }) => name);
      expect(enables).toEqual(structure.stages === 1 ? ["enter"] : ["enter", "advance"]);
      simulator.reset();
      const seen: bigint[] = [];
      // 1 + 1, 2 + 2, 3 + 3, 1 + 1, …, each offered until a cycle with advance takes it
      const operands = [0x3c00n, 0x4000n, 0x4200n];
      for (let cycle = 0, taken = 0; cycle < 30; cycle++) {
        const advance = cycle % 3 === 1 ? 0n : 1n;
        const operand = operands[taken % 3] as bigint;
        for (const port of ["a", "b"]) simulator.set(port, operand);
        for (const port of enables) simulator.set(port, advance);
        simulator.evaluate();
        if (advance === 1n && taken >= structure.stages) seen.push(simulator.get("sum"));
        simulator.clock();
        taken += Number(advance);
      }
      const sums = [0x4000n, 0x4400n, 0x4600n];
      expect(seen).toEqual(Array.from({ length: 20 - structure.stages }, (_, i) => sums[i % 3]));
    },
  );
});

describe("floatAdder(shape) with stages: enter", () => {
  it("while it is 0, operands reach no register, and what is inside goes on", () => {
    const simulator = new Simulator(
      floatAdder({ from: fp16, to: fp16, path: "single", adder: "ripple", stages: 2, subnormals: "kept" }),
    );
    const cycle = (operand: bigint, enter: bigint): void => {
      for (const port of ["a", "b"]) simulator.set(port, operand);
      simulator.set("enter", enter);
      simulator.set("advance", 1n);
      simulator.evaluate();
      simulator.clock();
      simulator.evaluate();
    };
    // 1 + 1 enters; 2 + 2 does not.
    cycle(0x3c00n, 1n);
    cycle(0x4000n, 0n);
    expect(simulator.get("sum")).toBe(0x4000n);
    cycle(0x4000n, 0n);
    expect(simulator.get("sum")).toBe(0x4000n);
  });
});

describe("floatAdder(shape) in figures", () => {
  it("fp16: 65504 + 16 is infinity, 1 − 1 is +0, 2^-24 + 2^-24 is 2^-23", () => {
    const simulator = new Simulator(
      floatAdder({ from: fp16, to: fp16, path: "dual", adder: "ripple", stages: 0, subnormals: "kept" }),
    );
    const sum = (a: bigint, b: bigint): bigint => {
      simulator.set("a", a);
      simulator.set("b", b);
      simulator.evaluate();
      return simulator.get("sum");
    };
    expect([sum(0x7bffn, 0x4c00n), sum(0x3c00n, 0xbc00n), sum(1n, 1n)]).toEqual([0x7c00n, 0n, 2n]);
  });

  it("refuses a format that does not hold its operands", () => {
    const shape = { from: fp16, to: bf16, path: "single", adder: "ripple", stages: 0, subnormals: "kept" } as const;
    expect(() => floatAdder(shape)).toThrow("bf16 does not hold fp16");
    expect(formatBits(bf16)).toBe(16);
  });
});
