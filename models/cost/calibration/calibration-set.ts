import { findGenerator } from "../../../generators/registry.ts";
import { withUsual, type ParameterValues } from "../../../src/core/parameters.ts";
import type { Design } from "../../../src/core/result.ts";

/**
 * The designs whose modules calibrate the price of each feature: small ones, so that a library is characterised in
 * two minutes, but with every kind of node. They are not among the designs of the validation.
 */

/** Values of parameters that integers have no use for. */
const NO_FLOAT = {
  arithmetic: "native",
  accumulator: "activation",
  subnormals: "kept",
  floatPath: "single",
  pipelineFloat: 0,
  alignSpan: "tile",
  keptBits: 12,
  pipelineAlign: 0,
};

const BASE = {
  ...NO_FLOAT,
  shape: "fixed",
  loopOrder: "table-stationary",
  reduction: "compressor",
  adder: "ripple",
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
  pipelineTable: 0,
  tableFormat: "activation",
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
  { ...LUT, groupSize: 2, tables: 5, inputs: 400, outputs: 3, pipelineReduce: 1 },
  ...withPrefix(LUT),
  { ...LUT, groupSize: 4, tables: 6, fetchers: 2, inputs: 2000, outputs: 5, pipelineReduce: 3, pipelineTable: 1 },
];

/** Parallel-prefix adders in every place where adders stand. */
function withPrefix(base: ParameterValues): ParameterValues[] {
  const prefix = { ...base, adder: "prefix" };
  return [
    { ...prefix, tables: 9, inputs: 2700, outputs: 8, shape: "runtime" },
    { ...prefix, groupSize: 2, tables: 5, inputs: 300, outputs: 3, reduction: "adder-tree", activation: "int4" },
    { ...prefix, groupSize: 3, tables: 12, inputs: 500, outputs: 3, reduction: "adder-tree", pipelineReduce: 1 },
  ];
}

const BASELINE = { ...BASE, activation: "int8", tileInputs: 9, tileOutputs: 5, inputs: 200, outputs: 5 };

const BASELINE_DESIGNS: readonly ParameterValues[] = [
  BASELINE,
  { ...BASELINE, activation: "int4", tileInputs: 17, reduction: "adder-tree", shape: "runtime" },
  { ...BASELINE, activation: "int16", tileInputs: 5, pipelineReduce: 1, outputs: 22 },
  { ...BASELINE, adder: "prefix", tileInputs: 21, inputs: 1000, pipelineReduce: 1 },
  { ...BASELINE, tileInputs: 40, inputs: 3000, pipelineFetch: 1, loopOrder: "output-stationary", shape: "runtime" },
];

/** Floating point: each format, both paths, both ways to carry, with and without stages; aligned with few and many bits. */
const FLOAT_LUT_DESIGNS: readonly ParameterValues[] = [
  { ...LUT, activation: "fp16", groupSize: 3, tables: 3 },
  { ...LUT, activation: "fp16", groupSize: 2, tables: 4, adder: "prefix", floatPath: "dual", pipelineFloat: 2 },
  { ...LUT, activation: "fp16", groupSize: 2, tables: 3, accumulator: "fp32", pipelineFloat: 1, outputs: 3 },
  { ...LUT, activation: "bf16", groupSize: 4, tables: 2, fetchers: 2, adder: "prefix", subnormals: "flushed" },
  {
    ...LUT,
    activation: "bf16",
    groupSize: 1,
    tables: 5,
    accumulator: "fp32",
    floatPath: "dual",
    loopOrder: "output-stationary",
  },
  { ...LUT, activation: "fp8e4m3", groupSize: 3, tables: 3, tableFormat: "fp16", accumulator: "fp32", adder: "prefix" },
  { ...LUT, activation: "fp8e5m2", groupSize: 2, tables: 5, accumulator: "fp16", pipelineFloat: 3, shape: "runtime" },
  { ...LUT, activation: "fp32", groupSize: 2, tables: 2, fetchers: 2, pipelineFloat: 1, floatPath: "dual" },
  { ...LUT, activation: "fp16", arithmetic: "aligned", groupSize: 3, tables: 3 },
  { ...LUT, activation: "fp16", arithmetic: "aligned", keptBits: 9, alignSpan: "vector", groupSize: 2, outputs: 3 },
  {
    ...LUT,
    activation: "bf16",
    arithmetic: "aligned",
    keptBits: 16,
    pipelineAlign: 1,
    groupSize: 2,
    pipelineReduce: 1,
    adder: "prefix",
  },
  { ...LUT, activation: "fp8e4m3", arithmetic: "aligned", keptBits: 7, accumulator: "fp16", shape: "runtime" },
  {
    ...LUT,
    activation: "fp32",
    arithmetic: "aligned",
    keptBits: 20,
    tables: 2,
    subnormals: "flushed",
    pipelineTable: 1,
  },
];

const FLOAT_BASELINE_DESIGNS: readonly ParameterValues[] = [
  { ...BASELINE, activation: "fp16" },
  { ...BASELINE, activation: "bf16", adder: "prefix", pipelineFloat: 2, floatPath: "dual", accumulator: "fp32" },
  { ...BASELINE, activation: "fp8e4m3", tileInputs: 6, subnormals: "flushed" },
  { ...BASELINE, activation: "fp32", tileInputs: 3, adder: "prefix", pipelineFloat: 1 },
  { ...BASELINE, activation: "fp8e5m2", arithmetic: "aligned", keptBits: 6, accumulator: "bf16" },
];

/** Of multipliers, a product of fp32 or 40 of integers take as long to synthesise as twenty other modules, and teach no more. */
function hasSmallProducts({ activation, tileInputs }: ParameterValues): boolean {
  return activation !== "fp32" && Number(tileInputs) < 40;
}

/** Alignment and normalisation of few bits, which hardly move a design of many: of these designs, they alone. */
const FEW_BITS = { ...BASELINE, arithmetic: "aligned", tileInputs: 3, outputs: 5 };
const FEW_BITS_DESIGNS: readonly ParameterValues[] = [
  { ...FEW_BITS, activation: "fp8e4m3", keptBits: 2, tileInputs: 1, adder: "prefix" },
  { ...FEW_BITS, activation: "bf16", keptBits: 3, accumulator: "bf16", subnormals: "flushed" },
  { ...FEW_BITS, activation: "fp16", keptBits: 4, alignSpan: "vector", adder: "prefix", pipelineAlign: 1 },
  { ...FEW_BITS, activation: "fp32", keptBits: 5, accumulator: "fp32", subnormals: "flushed" },
  { ...FEW_BITS, activation: "fp8e5m2", keptBits: 2, tileInputs: 6, alignSpan: "vector", accumulator: "fp16" },
  { ...FEW_BITS, activation: "bf16", keptBits: 2, tileInputs: 6, adder: "prefix", subnormals: "flushed" },
  { ...FEW_BITS, activation: "fp16", keptBits: 7, adder: "prefix", subnormals: "flushed" },
  { ...FEW_BITS, activation: "fp8e4m3", keptBits: 4, accumulator: "bf16", pipelineAlign: 1 },
  { ...FEW_BITS, activation: "fp16", keptBits: 2, tileInputs: 1, inputs: 2, accumulator: "bf16", pipelineReduce: 1 },
  {
    ...FEW_BITS,
    activation: "bf16",
    keptBits: 3,
    tileInputs: 2,
    accumulator: "fp32",
    adder: "prefix",
    pipelineReduce: 1,
  },
  { ...FEW_BITS, activation: "fp16", keptBits: 3, tileInputs: 4, adder: "prefix", pipelineReduce: 2 },
];
const FEW_BITS_ROLES = ["align", "normalise"];

/** Of update units, the random words: nothing else in the set is made of trees of XORs, which say what these cost. */
const ARRAY = { rows: 6, columns: 7, lanes: 5 };
const UNIT = { ...ARRAY, lfsrBits: 16 };
const WORDS = { ...UNIT, product: "coincidence", encoding: "stochastic" };
const RANDOM_DESIGNS: readonly ParameterValues[] = [
  { ...UNIT, rounding: "stochastic", randomSource: "per-line", lfsrBits: 12 },
  { ...WORDS, randomSource: "per-line", maxPulses: 31 },
  { ...WORDS, randomSource: "per-line", lfsrBits: 24, rows: 3, columns: 3, lanes: 2 },
  { ...WORDS, lfsrBits: 19, rows: 24, columns: 24, lanes: 24, maxPulses: 20 },
];

/**
 * Encoders, lanes and lines of update units: words of few bits beside many single bits, which synthesis merges into one another
 * more than it does in the wide words of cores.
 */
const SMALL_WORDS_DESIGNS: readonly ParameterValues[] = [
  {
    ...ARRAY,
    xBits: 6,
    xSign: "signed",
    deltaBits: 5,
    scheme: "pair-bidirectional",
    encoding: "sign",
    product: "coincidence",
  },
  { ...ARRAY, xBits: 7, deltaBits: 7, encoding: "deterministic", product: "coincidence", maxPulses: 8 },
  { ...ARRAY, xBits: 5, deltaBits: 4, scheme: "pair-fixed", encoding: "mean-count", maxPulses: 8, writeVerify: "on" },
];
const SMALL_WORDS_ROLES = ["encoder", "lane", "lines"];

/** A design whose modules prices are fitted to; all, or those of some roles. */
export interface CalibrationDesign extends Design {
  readonly roles?: readonly string[];
}

/** The designs themselves, with complete parameters. */
export function calibrationDesigns(): readonly CalibrationDesign[] {
  const all = (generator: string, designs: readonly ParameterValues[]): CalibrationDesign[] => {
    const { schema = [] } = findGenerator(generator) ?? {};
    return designs.map((stated) => ({ generator, parameters: withUsual(schema, stated) }));
  };
  return [
    ...all("ternary-lut", [...LUT_DESIGNS, ...FLOAT_LUT_DESIGNS]),
    ...all("add-sub", [...BASELINE_DESIGNS, ...FLOAT_BASELINE_DESIGNS]),
    ...all("multiplier", [...BASELINE_DESIGNS, ...FLOAT_BASELINE_DESIGNS].filter(hasSmallProducts)),
    ...all("add-sub", FEW_BITS_DESIGNS).map((design) => ({ ...design, roles: FEW_BITS_ROLES })),
    ...all("synapse-update", RANDOM_DESIGNS).map((design) => ({ ...design, roles: ["random"] })),
    ...all("synapse-update", SMALL_WORDS_DESIGNS).map((design) => ({ ...design, roles: SMALL_WORDS_ROLES })),
  ];
}
