import { GENERATORS } from "../../generators/registry.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import type { Module } from "../../src/hdl/index.ts";

/**
 * The designs whose modules calibrate the price of each primitive: small ones, so that a library is characterised in a
 * minute, but with every kind of node. They are not among the designs of the validation.
 */

const BASE = {
  shape: "fixed",
  loopOrder: "table-stationary",
  reduction: "compressor",
  pipelineFetch: 0,
  pipelineReduce: 0,
};

const LUT = {
  ...BASE,
  activation: "int8",
  groupSize: 3,
  tables: 4,
  fetchers: 3,
  inputs: 100,
  outputs: 10,
  tableStorage: "register",
};

const LUT_DESIGNS: readonly ParameterValues[] = [
  LUT,
  { ...LUT, groupSize: 1, tables: 7, inputs: 37, outputs: 3, reduction: "adder-tree" },
  { ...LUT, groupSize: 2, tables: 6, inputs: 500, shape: "runtime", loopOrder: "output-stationary" },
  {
    ...LUT,
    groupSize: 2,
    tables: 11,
    inputs: 3000,
    outputs: 20,
    pipelineFetch: 1,
    tableStorage: "combinational",
    shape: "runtime",
  },
  { ...LUT, groupSize: 4, tables: 3, fetchers: 5, pipelineReduce: 1, loopOrder: "output-stationary" },
  { ...LUT, groupSize: 5, tables: 2, fetchers: 2, inputs: 50, outputs: 2 },
  { ...LUT, activation: "int4", groupSize: 3, tables: 14, inputs: 7000, outputs: 300, fetchers: 30, shape: "runtime" },
  {
    ...LUT,
    activation: "int4",
    groupSize: 4,
    tables: 5,
    reduction: "adder-tree",
    pipelineFetch: 1,
    pipelineReduce: 1,
    shape: "runtime",
  },
  { ...LUT, activation: "int16", groupSize: 2, tables: 5, outputs: 3, loopOrder: "output-stationary" },
  { ...LUT, activation: "int16", groupSize: 3, tables: 2, reduction: "adder-tree", shape: "runtime" },
  { ...LUT, tables: 20, groupSize: 2, fetchers: 3, inputs: 900, outputs: 3 },
];

const BASELINE = { ...BASE, activation: "int8", tileInputs: 9, tileOutputs: 5, inputs: 200, outputs: 5 };

const BASELINE_DESIGNS: readonly ParameterValues[] = [
  BASELINE,
  { ...BASELINE, activation: "int4", tileInputs: 17, reduction: "adder-tree", shape: "runtime" },
  { ...BASELINE, activation: "int16", tileInputs: 5, pipelineReduce: 1, outputs: 22 },
];

/** All distinct modules with logic of their own, by name. */
export function trainingModules(): readonly Module[] {
  const byKey = new Map<string, Module>();
  const collect = (name: string, designs: readonly ParameterValues[]): void => {
    const generator = GENERATORS.find((each) => each.name === name);
    for (const values of designs) {
      for (const component of generator?.components(values) ?? []) {
        if (!byKey.has(component.key)) byKey.set(component.key, component.build());
      }
    }
  };
  collect("ternary-lut", LUT_DESIGNS);
  collect("add-sub", BASELINE_DESIGNS);
  collect("multiplier", BASELINE_DESIGNS);
  return [...byKey.values()];
}
