import { describe, expect, it } from "vitest";
import { CORES } from "../../../generators/registry.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { countModule } from "../../../src/hdl/ledger.ts";
import { modulesOf, multiplicities } from "../../../src/hdl/index.ts";
import { printVerilog } from "../../../src/hdl/verilog.ts";
import { verifyEmbedded } from "../../../src/verify/embedded.ts";

/** Small, with a store of partial sums, masks and registers everywhere. */
const SMALL: ParameterValues = { inputs: 20, outputs: 10, pipelineFetch: 1, pipelineReduce: 2, activation: "int4" };

function valuesOf(schema: (typeof CORES)[number]["schema"], own: ParameterValues): ParameterValues {
  const sizes: ParameterValues = { tables: 3, fetchers: 2, groupSize: 2, tileInputs: 6, tileOutputs: 2 };
  return Object.fromEntries(
    schema.map(({ name, default: usual }) => [name, own[name] ?? SMALL[name] ?? sizes[name] ?? usual]),
  );
}

describe.each(CORES)("clockGating of $name", (generator) => {
  const gated = valuesOf(generator.schema, { clockGating: "registers" });
  const plain = valuesOf(generator.schema, { clockGating: "none" });

  it("registers: computes the same products", () => {
    for (const shape of ["fixed", "runtime"])
      for (const loopOrder of ["table-stationary", "output-stationary"]) {
        const values = { ...gated, shape, loopOrder };
        const options = { products: 40, seed: 2 };
        const result = verifyEmbedded(generator.elaborate(values), generator.product(values), options);
        expect(result.failure).toBeUndefined();
        expect(result.beats).toBeGreaterThan(40);
      }
  });

  it("registers: has a gate at every lane and group, and no memory", () => {
    const top = generator.elaborate(gated);
    const counts = [...multiplicities(top)].map(([module, count]) => ({ ...countModule(module), count }));
    const gates = counts.reduce((sum, { clockGates, count }) => sum + clockGates * count, 0);
    const groups = generator.tile(gated).inputsPerStep / Number(gated["groupSize"] ?? 1);
    expect(gates).toBeGreaterThanOrEqual(generator.tile(gated).outputsPerStep * 2);
    expect(gates).toBeGreaterThan(groups);
    expect(counts.every(({ memoryBits }) => memoryBits === 0)).toBe(true);
  });

  it("registers: names the modules that it prints as its components do", () => {
    const names = new Set(modulesOf(generator.elaborate(gated)).map(({ name }) => name));
    for (const component of generator.components(gated)) expect(names).toContain(component.moduleName());
    const built = generator.components(gated).map((component) => [component.moduleName(), component.build().name]);
    for (const [said, name] of built) expect(said).toBe(name);
  });

  it("none: prints no gate", () => {
    expect(Object.keys(printVerilog(generator.elaborate(plain)))).not.toContain("clock_gate.v");
    expect(Object.keys(printVerilog(generator.elaborate(gated)))).toContain("clock_gate.v");
  });
});
