import { describe, expect, it } from "vitest";
import type { MatrixProduct } from "../../generators/contract/index.ts";
import { ternaryLut } from "../../generators/ternary-lut/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import {
  concat,
  constant,
  modulesOf,
  not,
  slice,
  type Instance,
  type Module,
  type Signal,
} from "../../src/hdl/index.ts";
import { connectionOf } from "../../src/hdl/walk.ts";
import { verifyEmbedded } from "../../src/verify/embedded.ts";
import { parametersOf } from "../support/random-design.ts";

/** Verification is worth what it catches: each case breaks one thing in a good core. */

const BASE = { activation: "int4", groupSize: 2, tables: 2, fetchers: 3, inputs: 10, outputs: 8 };
const VALUES = parametersOf(ternaryLut, BASE);

function verify(values: ParameterValues, breakIt: (top: Module) => void, streams = ternaryLut.product(values)) {
  // A module is plain data, so a deep copy can be broken without harm to others.
  const top = structuredClone(ternaryLut.elaborate(values));
  breakIt(top);
  return verifyEmbedded(top, streams, { products: 64, seed: 1 });
}

function instanceIn(top: Module, name: string): Instance {
  const instances = modulesOf(top).flatMap((module) => module.instances);
  const found = instances.find((instance) => instance.name === name);
  if (found === undefined) throw new Error(`no instance ${name}`);
  return found;
}

/** Connects an input of the child called `instance` to something else. */
function rewire(top: Module, instance: string, port: string, change: (signal: Signal) => Signal): void {
  const { inputs } = instanceIn(top, instance);
  const signal = inputs[port];
  if (signal === undefined) throw new Error(`${instance} has no input ${port}`);
  Object.assign(inputs, { [port]: change(signal) });
}

/** Drives an output of the top by something else. */
function redrive(top: Module, output: string, change: (driver: Signal) => Signal): void {
  const port = top.outputs.find(({ name }) => name === output);
  if (port === undefined) throw new Error(`no output ${output}`);
  Object.assign(port, { driver: change(port.driver) });
}

const low = (signal: Signal): Signal => constant(signal.width, 0);
const high = (signal: Signal): Signal => constant(signal.width, -1);

interface Fault {
  readonly fault: string;
  readonly changes?: ParameterValues;
  readonly breakIt: (top: Module) => void;
  readonly failure: RegExp;
}

const FAULTS: readonly Fault[] = [
  {
    fault: "no +1 for negated words",
    breakIt: (top) => rewire(top, "reduce", "negates", low),
    failure: /out_data is wrong/,
  },
  {
    fault: "the +1 of one table lost",
    breakIt: (top) => rewire(top, "reduce", "negates", (n) => concat(slice(n, 0, 1), constant(1, 0))),
    failure: /out_data is wrong/,
  },
  {
    fault: "accumulators not cleared",
    breakIt: (top) => rewire(top, "lane", "first", low),
    failure: /out_data is wrong/,
  },
  {
    fault: "accumulators always cleared",
    breakIt: (top) => rewire(top, "lane", "first", high),
    failure: /out_data is wrong/,
  },
  {
    fault: "a free-running accumulator not cleared",
    changes: { outputs: 3 },
    breakIt: (top) => rewire(top, "lane", "clear", low),
    failure: /out_data is wrong/,
  },
  {
    fault: "no mask for inputs beyond the last",
    breakIt: (top) =>
      rewire(top, "group", "activations", () => connectionOf(instanceIn(top, "input_mask"), "act_data")),
    failure: /out_data is wrong/,
  },
  {
    fault: "no mask for outputs beyond the last",
    breakIt: (top) => rewire(top, "lane", "enable", high),
    failure: /out_data is wrong/,
  },
  {
    fault: "one partial sum for all output tiles",
    breakIt: (top) => rewire(top, "lane", "output_tile", low),
    failure: /out_data is wrong/,
  },
  {
    fault: "two lanes swapped",
    breakIt: (top) =>
      redrive(top, "out_data", (data) => concat(slice(data, 8, 8), slice(data, 0, 8), slice(data, 16, 8))),
    failure: /out_data is wrong/,
  },
  {
    fault: "the top bit of a sum wrong",
    breakIt: (top) =>
      redrive(top, "out_data", (data) => concat(slice(data, 0, 7), slice(data, 6, 1), slice(data, 8, 16))),
    failure: /out_data is wrong/,
  },
  {
    fault: "stalls of the output ignored",
    breakIt: (top) => rewire(top, "control", "out_ready", high),
    failure: /out_data is wrong|out_last/,
  },
  {
    fault: "keys taken that were not offered",
    breakIt: (top) => rewire(top, "control", "key_valid", high),
    failure: /out_data is wrong|out_last/,
  },
  {
    fault: "activations taken that were not offered",
    breakIt: (top) => rewire(top, "control", "act_valid", high),
    failure: /out_data is wrong|out_last/,
  },
  { fault: "out_last never set", breakIt: (top) => redrive(top, "out_last", low), failure: /out_last is missing/ },
  {
    fault: "out_last always set",
    breakIt: (top) => redrive(top, "out_last", high),
    failure: /out_last is set too early/,
  },
  {
    fault: "keys never taken",
    breakIt: (top) => redrive(top, "key_ready", low),
    failure: /out_data is wrong|no beat moved/,
  },
  { fault: "outputs kept back", breakIt: (top) => redrive(top, "out_valid", low), failure: /no beat moved/ },
  {
    fault: "a fetch pipeline that moves during stalls",
    changes: { pipelineFetch: 1 },
    breakIt: (top) => rewire(top, "lane", "step", high),
    failure: /out_data is wrong/,
  },
  {
    fault: "a runtime shape one input short",
    changes: { shape: "runtime" },
    breakIt: (top) =>
      rewire(top, "control", "shape_inputs", (inputs) =>
        concat(low(slice(inputs, 0, 1)), slice(inputs, 1, inputs.width - 1)),
      ),
    failure: /out_data is wrong|no beat moved/,
  },
  {
    fault: "one table entry inverted",
    breakIt: (top) =>
      rewire(top, "fetch", "entries", (entries) =>
        concat(not(slice(entries, 0, 4)), slice(entries, 4, entries.width - 4)),
      ),
    failure: /out_data is wrong/,
  },
];

describe("verifyEmbedded(top, streams), on a core with a fault", () => {
  it.each(FAULTS)("catches: $fault", ({ changes, breakIt, failure }) => {
    const values = { ...VALUES, ...changes };
    const result = verify(values, breakIt);
    expect(result.passed).toBe(false);
    expect(result.failure).toMatch(failure);
  });

  it("passes the same cores without a fault", () => {
    for (const { changes } of FAULTS) expect(verify({ ...VALUES, ...changes }, () => {}).failure).toBeUndefined();
  });

  it("catches a golden model with one weight flipped, and names product and beat", () => {
    const streams = ternaryLut.product(VALUES);
    const wrong: MatrixProduct = {
      ...streams,
      outputBeat(product, beat) {
        const weights = Int8Array.from(product.weights);
        weights[0] = weights[0] === 1 ? -1 : 1;
        return streams.outputBeat({ ...product, weights }, beat);
      },
    };
    expect(verify(VALUES, () => {}, wrong).failure).toMatch(
      /^product \d+ \(10 x 8\), output beat 0: out_data is wrong$/,
    );
  });
});
