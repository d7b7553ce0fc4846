/** A design of examples/bitnet-small.json: all its modules are in the shipped tables, so that estimates take milliseconds. */
export const MEASURED_DESIGN = {
  generator: "ternary-lut",
  parameters: {
    groupSize: 3,
    tables: 8,
    fetchers: 16,
    inputs: 6912,
    outputs: 6912,
    shape: "runtime",
    loopOrder: "output-stationary",
    pipelineReduce: 1,
  },
};
