import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Component, DataStatistics, ModuleTrace } from "../../../generators/contract/index.ts";
import { countFeatures } from "../../../models/cost/features.ts";
import { randomDesigns, SMALL, type RandomDesign } from "../../support/random-design.ts";
import type { Module } from "../../../src/hdl/index.ts";
import { readPorts } from "../../support/read-ports.ts";

/**
 * A price is kept by component key, an energy by component key and activity key. So equal keys must mean equal counts and
 * equal traces, or a sweep would depend on the order of its designs.
 */

const STATISTICS: DataStatistics = { zeroWeights: 0.42, activationDeviation: 0.25, seed: 5 };
const SECONDS = 1000;
const designs = randomDesigns(300, 21, SMALL);
/** With nets that need fan-out buffers. */
const LARGE = { ...SMALL, tables: 24, fetchers: 24, tileInputs: 40, tileOutputs: 24, inputs: 200, outputs: 90 };

/** Designs of which every component is traced; of the others those that share their keys, which is what tells one from another. */
const WHOLE = 100;

const components = designs.flatMap(({ generator, parameters, label }, place) =>
  generator
    .components(parameters)
    .filter(({ activity }) => activity.meanTransitions === undefined)
    .map((component) => ({ both: `${component.key} | ${component.activity.key}`, place, label, component })),
);
const uses = new Map<string, number>();
for (const { both } of components) uses.set(both, (uses.get(both) ?? 0) + 1);

/** Traces, each with what tells it from others. */
const traced = components
  .filter(({ both, place }) => place < WHOLE || (uses.get(both) ?? 0) > 1)
  .map(({ both, label, component }) => ({
    both,
    label,
    ports: readPorts(component.build()),
    trace: component.activity.trace(STATISTICS),
  }));

/** Native floating point has no module of its own for the sum of a step. */
function hasReduction({ generator, parameters }: RandomDesign): boolean {
  return generator.components(parameters).some(({ key }) => key.startsWith("reduce_"));
}

describe("component.activity.trace(statistics)", () => {
  it("gives all components of one key and one activity key the same words, whatever design they are in", () => {
    const known = new Map<string, { readonly hash: string; readonly label: string }>();
    const violations = new Map<string, string>();
    for (const { both, label, ports, trace } of traced) {
      const hash = hashOf(trace, ports.keys());
      const first = known.get(both);
      if (first === undefined) known.set(both, { hash, label });
      else if (first.hash !== hash) violations.set(both, `${first.label} and ${label}`);
    }
    expect(Object.fromEntries(violations)).toEqual({});
    expect(known.size).toBeGreaterThan(150);
  });

  it("has a word for every bit that the module's own logic reads, or for a group of them that repeats", () => {
    const misfits = new Set<string>();
    for (const { both, label, ports, trace } of traced) {
      for (const [port, width] of ports) {
        const given = (trace.inputs[port]?.length ?? 0) / trace.cycles;
        if (!(given > 0 && Number.isInteger(given) && width % given === 0))
          misfits.add(`${both} (${label}): ${port} has ${given} of ${width} bits`);
      }
      if (trace.phases.length !== trace.cycles) misfits.add(`${both}: ${trace.phases.length} phases`);
    }
    expect([...misfits]).toEqual([]);
  });

  it("is the same each time it is asked for, and another with another seed", () => {
    const { generator, parameters } = designs.find(hasReduction) as RandomDesign;
    const { activity } = generator.components(parameters).find(({ role }) => role === "reduce") as Component;
    const hash = (seed: number): string => hashOf(activity.trace({ ...STATISTICS, seed }), ["words"]);
    expect(hash(5)).toBe(hash(5));
    expect(hash(6)).not.toBe(hash(5));
  });
});

describe("generator.components(values)", () => {
  it(
    "gives all components of one key the same features, fan-out buffers included",
    () => {
      const byKey = new Map<string, { readonly build: () => Module; readonly label: string }[]>();
      for (const { generator, parameters, label } of [...designs, ...randomDesigns(300, 22, LARGE)])
        for (const { key, build } of generator.components(parameters))
          byKey.set(key, [...(byKey.get(key) ?? []), { build, label }]);
      const violations = new Map<string, string>();
      for (const [key, [first, ...others]] of byKey) {
        // A key that one design has alone needs no building.
        if (first === undefined || others.length === 0) continue;
        const countsOf = (build: () => Module): string => JSON.stringify(countFeatures(build()));
        const counts = countsOf(first.build);
        for (const { build, label } of others)
          if (countsOf(build) !== counts) violations.set(key, `${first.label} and ${label}`);
      }
      expect([...byKey.values()].filter(({ length }) => length > 1).length).toBeGreaterThan(100);
      expect(Object.fromEntries(violations)).toEqual({});
    },
    60 * SECONDS,
  );
});

function hashOf({ cycles, inputs, phases }: ModuleTrace, ports: Iterable<string>): string {
  const hash = createHash("sha256").update(`${cycles}`).update(phases);
  for (const port of ports) hash.update(port).update(inputs[port] ?? "left out");
  return hash.digest("hex");
}
