import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { boundsOf, compile, type Expression } from "../../src/formula/expression.ts";
import { NOTHING, within, type Interval } from "../../src/formula/interval.ts";
import { FUNCTIONS, OPERATORS } from "../../src/formula/operations.ts";
import { parseFormula } from "../../src/formula/parse.ts";

function bounds(text: string, box: Readonly<Record<string, readonly [number, number]>>): readonly [number, number] {
  const { lower, upper } = boundsOf(parseFormula(text, "f"), (name) => {
    const [least, most] = box[name] ?? [Number.NaN, Number.NaN];
    return { lower: least, upper: most };
  });
  return [lower, upper];
}

describe("boundsOf(expression, boundsOfMetric)", () => {
  it.each<[string, readonly [number, number], readonly [number, number], readonly [number, number]]>([
    ["a + b", [1, 2], [-3, 5], [-2, 7]],
    ["a - b", [1, 2], [-3, 5], [-4, 5]],
    ["a * b", [-1, 2], [-3, 5], [-6, 10]],
    ["a * b", [0, 0], [-Infinity, Infinity], [0, 0]],
    ["a / b", [1, 2], [4, 8], [0.125, 0.5]],
    ["a / b", [1, 2], [0, 4], [0.25, Infinity]],
    ["a / b", [-2, -1], [0, 4], [-Infinity, -0.25]],
    ["a / b", [1, 2], [-1, 1], [-Infinity, Infinity]],
    ["min(a, b)", [1, 4], [2, 3], [1, 3]],
    ["max(a, b)", [1, 4], [2, 3], [2, 4]],
    ["abs(a)", [-3, 2], [0, 0], [0, 3]],
    ["-a", [-3, 2], [0, 0], [-2, 3]],
    ["sqrt(a)", [-4, 9], [0, 0], [0, 3]],
    ["log2(a)", [0, 8], [0, 0], [-Infinity, 3]],
    ["a ^ 2", [-3, 2], [0, 0], [0, 9]],
    ["a ^ 3", [-3, 2], [0, 0], [-27, 8]],
    ["a ^ b", [2, 3], [-1, 2], [1 / 3, 9]],
    ["a ^ 0.5", [-3, 4], [0, 0], [0, 2]],
    ["exp(a)", [-Infinity, 0], [0, 0], [0, 1]],
  ])("of %s, a in %j and b in %j", (text, a, b, [lower, upper]) => {
    const [found, most] = bounds(text, { a, b });
    if (Number.isFinite(lower)) expect(found).toBeCloseTo(lower, 12);
    else expect(found).toBe(lower);
    if (Number.isFinite(upper)) expect(most).toBeCloseTo(upper, 12);
    else expect(most).toBe(upper);
  });

  it.each(["sqrt(-1 - a)", "log10(-a)", "(-a) ^ 0.5", "3 + sqrt(-a)", "min(sqrt(-a), 2)", "sqrt(-a) ^ 0"])(
    "says that %s has no value",
    (text) => expect(bounds(text, { a: [1, 2] })).toEqual([Number.NaN, Number.NaN]),
  );
});

describe("within(a, b)", () => {
  it("is what lies in both", () => {
    expect(within({ lower: 0, upper: 3 }, { lower: 2, upper: 5 })).toEqual({ lower: 2, upper: 3 });
    expect(within({ lower: 0, upper: 1 }, { lower: 2, upper: 5 })).toEqual(NOTHING);
    expect(within(NOTHING, { lower: 2, upper: 5 })).toEqual(NOTHING);
  });
});

const SPECIAL = [0, -0, 1, -1, 2, -2, 3, 0.5, 1e-30, 1e30, -1e30, Number.MIN_VALUE, Number.MAX_VALUE];
const OPERATIONS = [...Object.values(OPERATORS), ...FUNCTIONS.values()];

function anyNumber(random: Random): number {
  return random.bit() === 1
    ? (SPECIAL[random.integer(0, SPECIAL.length - 1)] ?? 0)
    : (random.next() - 0.5) * 10 ** (random.integer(0, 19) - 8);
}

function anyExpression(random: Random, depth: number): Expression {
  if (depth === 0 || random.integer(0, 5) === 0)
    return random.integer(0, 2) === 0
      ? { kind: "number", value: anyNumber(random) }
      : { kind: "metric", name: random.bit() === 1 ? "a" : "b", column: 1 };
  const operation = OPERATIONS[random.integer(0, OPERATIONS.length - 1)] ?? OPERATORS.add;
  const operands = Array.from({ length: operation.operands }, () => anyExpression(random, depth - 1));
  return { kind: "operation", operation, operands };
}

function anyInterval(random: Random): Interval {
  const [first, second] = [anyNumber(random), anyNumber(random)];
  if (random.integer(0, 4) === 0) return { lower: first, upper: first };
  return { lower: Math.min(first, second), upper: Math.max(first, second) };
}

/** The ends, 0, and numbers between. */
function pointsOf({ lower, upper }: Interval, random: Random): readonly number[] {
  const between = Array.from({ length: 4 }, () => lower + (upper - lower) * random.next());
  return [lower, upper, 0, -0, 1, 2, ...between].filter((x) => x >= lower && x <= upper);
}

describe("bounds of random expressions", () => {
  it("hold every value that the expression has in the box", () => {
    const random = new Random(5);
    let [values, tight] = [0, 0];
    for (let trial = 0; trial < 20_000; trial++) {
      const expression = anyExpression(random, 1 + random.integer(0, 3));
      const box: Readonly<Record<string, Interval>> = { a: anyInterval(random), b: anyInterval(random) };
      const { lower, upper } = boundsOf(expression, (name) => box[name] ?? NOTHING);
      const of = compile<Readonly<Record<string, number>>>(expression, (name) => (point) => point[name] ?? Number.NaN);
      if (Number.isFinite(upper - lower)) tight++;
      for (const a of pointsOf(box["a"] ?? NOTHING, random))
        for (const b of pointsOf(box["b"] ?? NOTHING, random)) {
          const value = of?.({ a, b }) ?? Number.NaN;
          if (Number.isNaN(value)) continue;
          values++;
          if (!(value >= lower && value <= upper))
            expect.fail(`${show(expression)} at ${a}, ${b} is ${value}, not in ${lower} … ${upper}`);
        }
    }
    expect(values).toBeGreaterThan(200_000);
    expect(tight).toBeGreaterThan(5_000);
  });
});

function show(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "metric":
      return expression.name;
    case "operation": {
      const names = [...Object.entries(OPERATORS), ...FUNCTIONS];
      const [name] = names.find(([, each]) => each === expression.operation) ?? [];
      return `${name}(${expression.operands.map(show).join(", ")})`;
    }
  }
}
