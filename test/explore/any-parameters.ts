import type { Random } from "../../src/core/random.ts";

/** A few values out of many. */
function some<T>(values: readonly T[], random: Random, most = 2): readonly T[] {
  const kept = values.filter(() => random.bit() === 1).slice(0, most);
  return kept.length > 0 ? kept : values.slice(0, 1);
}

function tile(generator: string, random: Random): object {
  if (generator !== "ternary-lut")
    return { tileInputs: some([2, 7, 12], random), tileOutputs: some([1, 3, 8, 16, 21], random, 3) };
  return {
    groupSize: some([3, 1, 2, 4], random),
    tables: some([3, 2, 7], random),
    fetchers: some([4, 1, 3, 8, 16, 21], random, 4),
    tableStorage: some(["register", "combinational"], random),
    pipelineTable: some([0, 1], random),
  };
}

const LANES: Readonly<Record<string, string>> = { "ternary-lut": "fetchers" };

/** A space of some hundred designs, some of them impossible, too slow, too large, too small for the workload. */
export function anyParameters(generator: string, random: Random): object {
  const times = { times: LANES[generator] ?? "tileOutputs", factors: some([1, 2, 5], random) };
  return {
    activation: some(["int8", "int4"], random),
    ...tile(generator, random),
    inputs: some([6912, 6000, 7000, 8192], random),
    outputs: random.bit() === 1 ? times : some([24, 40, 16], random),
    shape: some(["runtime", "fixed"], random),
    loopOrder: some(["table-stationary", "output-stationary"], random),
    reduction: some(["compressor", "adder-tree"], random),
    adder: some(["ripple", "prefix"], random),
    pipelineFetch: some([0, 1], random),
    pipelineReduce: some([0, 1, 2, 3], random),
    clockGating: some(["none", "registers"], random),
  };
}
