import type { ParameterValues } from "../../src/core/parameters.ts";
import type { Design } from "../../src/core/result.ts";

/**
 * The fixed list of designs that the area model is held against: the whole parameter range of all generators, from about
 * 50 to 50 000 µm² in ASAP7. None is a training design (models/cost/training-set.ts); no price is ever fitted on them.
 */

const CORE = {
  activation: "int8",
  shape: "fixed",
  loopOrder: "table-stationary",
  reduction: "compressor",
  pipelineFetch: 0,
  pipelineReduce: 0,
};

const RUNTIME = { shape: "runtime" };
const OUTPUT_STATIONARY = { loopOrder: "output-stationary" };
const COMBINATIONAL = { tableStorage: "combinational" };
const ADDER_TREE = { reduction: "adder-tree" };
const INT4 = { activation: "int4" };
const INT16 = { activation: "int16" };

/** A ternary-LUT core of µ, L, K for an N × M product. */
function lut(
  groupSize: number,
  tables: number,
  fetchers: number,
  inputs: number,
  outputs: number,
  ...rest: readonly ParameterValues[]
): Design {
  const values = { ...CORE, tableStorage: "register", groupSize, tables, fetchers, inputs, outputs };
  return { generator: "ternary-lut", parameters: Object.assign({}, values, ...rest) as ParameterValues };
}

/** A baseline whose tile is n × m, for an N × M product. */
function baseline(
  generator: "add-sub" | "multiplier",
  tileInputs: number,
  tileOutputs: number,
  inputs: number,
  outputs: number,
  ...rest: readonly ParameterValues[]
): Design {
  const values = { ...CORE, tileInputs, tileOutputs, inputs, outputs };
  return { generator, parameters: Object.assign({}, values, ...rest) as ParameterValues };
}

export const VALIDATION_DESIGNS: readonly Design[] = [
  lut(1, 1, 8, 17, 8),
  lut(1, 16, 16, 2560, 64, COMBINATIONAL, OUTPUT_STATIONARY),
  lut(1, 40, 24, 640, 24, INT4, ADDER_TREE),
  lut(1, 64, 32, 8192, 8192, INT16, RUNTIME, OUTPUT_STATIONARY),
  lut(2, 1, 10, 64, 10),
  lut(2, 4, 32, 1024, 32),
  lut(2, 8, 8, 256, 100, { pipelineFetch: 1 }),
  lut(2, 16, 64, 6912, 2560, RUNTIME, OUTPUT_STATIONARY, COMBINATIONAL),
  lut(2, 64, 64, 8192, 1024, OUTPUT_STATIONARY, { pipelineReduce: 1 }),
  lut(2, 32, 12, 4096, 190, INT4, RUNTIME),
  lut(2, 24, 20, 3200, 20, INT16, ADDER_TREE, COMBINATIONAL),
  lut(2, 12, 48, 2560, 640, INT16, OUTPUT_STATIONARY, { pipelineFetch: 1, pipelineReduce: 1 }),
  lut(3, 8, 16, 1024, 16),
  lut(3, 1, 1, 8192, 8192, OUTPUT_STATIONARY),
  lut(3, 3, 7, 50, 30, COMBINATIONAL, ADDER_TREE),
  lut(3, 16, 64, 2560, 6912, OUTPUT_STATIONARY),
  lut(3, 32, 32, 6912, 256, RUNTIME, ADDER_TREE),
  lut(3, 10, 24, 1536, 24, INT4, RUNTIME, { pipelineReduce: 1 }),
  lut(3, 28, 40, 5632, 200, INT4, COMBINATIONAL, { pipelineFetch: 1 }),
  lut(3, 6, 12, 768, 36, INT16, RUNTIME, COMBINATIONAL),
  lut(3, 40, 64, 8192, 8192, INT16, OUTPUT_STATIONARY),
  lut(4, 2, 6, 333, 60, RUNTIME, { pipelineFetch: 1, pipelineReduce: 1 }),
  lut(4, 8, 32, 2048, 2048, OUTPUT_STATIONARY, COMBINATIONAL),
  lut(4, 6, 16, 4096, 16, INT4),
  lut(4, 4, 10, 96, 10, INT16, ADDER_TREE, { pipelineReduce: 1 }),
  lut(5, 4, 16, 2560, 40, RUNTIME),
  lut(5, 8, 64, 6912, 6912, INT4, OUTPUT_STATIONARY, RUNTIME, COMBINATIONAL),
  lut(6, 2, 4, 500, 4, INT4, COMBINATIONAL),
  baseline("add-sub", 1, 6, 9, 6),
  baseline("add-sub", 12, 24, 1024, 100, ADDER_TREE),
  baseline("add-sub", 24, 16, 2560, 256, RUNTIME, OUTPUT_STATIONARY),
  baseline("add-sub", 64, 64, 8192, 64, { pipelineFetch: 1 }),
  baseline("add-sub", 48, 20, 6912, 20, INT4, RUNTIME, { pipelineReduce: 1 }),
  baseline("add-sub", 20, 40, 3072, 80, INT16, { pipelineReduce: 1 }),
  baseline("multiplier", 2, 3, 40, 12, ADDER_TREE),
  baseline("multiplier", 8, 12, 768, 12, OUTPUT_STATIONARY, RUNTIME),
  baseline("multiplier", 32, 16, 4096, 160, { pipelineFetch: 1, pipelineReduce: 1 }),
  baseline("multiplier", 30, 32, 640, 640, INT4, OUTPUT_STATIONARY),
  baseline("multiplier", 10, 9, 2048, 45, INT4, RUNTIME, ADDER_TREE),
  baseline("multiplier", 6, 14, 1536, 14, INT16, { pipelineReduce: 1 }),
];

/** Designs that are also synthesised whole, to show that the sum over their modules is what a user's synthesis gives. */
export const WHOLE_DESIGNS: readonly Design[] = VALIDATION_DESIGNS.filter((_, index) => index % 10 === 5);
