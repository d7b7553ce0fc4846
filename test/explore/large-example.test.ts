import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { valuesAt, whyIllegal, type Part } from "../../src/config/points.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { Random } from "../../src/core/random.ts";
import { loadContext } from "../../src/explore/context.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { lutContext } from "../bench/explore-space.ts";
import { anyName } from "../support/any-name.ts";

const FILE = new URL("../../examples/large.json", import.meta.url);

/** The space, at two of its clocks: tables are the same at all. */
const SPACE = parseSpace(
  { ...(JSON.parse(readFileSync(FILE, "utf8")) as object), clockMhz: [700, 701] },
  "large",
  GENERATORS,
  anyName,
);
const CONTEXT = { ...lutContext(), fidelity: "counts" } as const;
const context = await loadContext({ space: SPACE, context: [CONTEXT, CONTEXT], modules: STANDARD_MODULES });
const { parts } = context.points;
const random = new Random(23);

/** All metrics of a design; undefined: it cannot be. */
function metricsOf(part: Part, offset: number): string | undefined {
  const values = valuesAt(part, offset);
  if (whyIllegal(part.unchecked, values) !== undefined || part.generator.conflicts(values).length > 0) return undefined;
  const row = new Float64Array(context.metrics.width);
  context.evaluators[part.setting]!.evaluateMetrics(part.generator, values, row);
  return row.join();
}

const AXES = [
  ...new Set(parts.flatMap(({ digits }) => digits.filter(({ values }) => values.length > 1).map(({ name }) => name))),
];

describe("examples/large.json", () => {
  it("has more than a trillion designs", () => {
    const space = parseSpace(JSON.parse(readFileSync(FILE, "utf8")), "large", GENERATORS, anyName);
    expect(space.search).toBe("bounded");
    expect(space.clockMhz).toEqual({ from: 1, to: 10_000 });
    expect((context.points.count / 2) * 10_000).toBeGreaterThan(1e12);
  });

  it.each(AXES)("has no axis without an effect: %s changes a metric", (name) => {
    const part = parts.find(({ digits }) => digits.some((digit) => digit.name === name && digit.values.length > 1))!;
    const digit = part.digits.find((each) => each.name === name)!;
    let changed = 0;
    for (let tries = 0; tries < 40 && changed < 3; tries++) {
      const offset = Math.floor(random.next() * part.size);
      const counter = Math.floor(offset / digit.stride) % digit.values.length;
      const other = offset + (counter > 0 ? -digit.stride : digit.stride);
      const [a, b] = [metricsOf(part, offset), metricsOf(part, other)];
      if (a !== undefined && b !== undefined && a !== b) changed++;
    }
    expect(changed).toBe(3);
  });

  it("has no clock without an effect, nor loop order", () => {
    const [slower, otherOrder, faster] = [parts[0]!, parts[1]!, parts.find(({ setting }) => setting === 1)!];
    const offset = Math.floor(slower.size / 3);
    expect(metricsOf(slower, offset)).not.toBe(metricsOf(faster, offset));
    expect(valuesAt(slower, 0)["loopOrder"]).not.toBe(valuesAt(otherOrder, 0)["loopOrder"]);
  });
});
