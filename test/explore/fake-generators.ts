import type { Component, CoreGenerator, TileShape } from "../../generators/contract/index.ts";
import type { Accuracy } from "../../models/cost/accuracy.ts";
import { ALL_DESIGNS } from "../../models/cost/design-groups.ts";
import type { CostModel } from "../../models/cost/cost-model.ts";
import type { CostRequest } from "../../models/cost/sources.ts";
import { InputError } from "../../src/core/errors.ts";
import type { Parameter, ParameterValues } from "../../src/core/parameters.ts";
import { constant, ModuleBuilder, type Module, type Ports } from "../../src/hdl/index.ts";

/**
 * Two small stand-ins for real generators, with areas that can be worked out by hand: `lut` and `plain`. A module's
 * area is the width of its one output [µm²]. URLs of this file go where a sweep asks for its generators and prices.
 */

function integer(name: string, minimum: number, maximum: number, usual: number): Parameter {
  return { kind: "integer", name, description: `number of ${name}`, unit: "–", minimum, maximum, default: usual };
}

function choice(name: string, ...choices: readonly [string, ...string[]]): Parameter {
  return { kind: "choice", name, description: `kind of ${name}`, choices, default: choices[0] };
}

const SCHEMA: readonly Parameter[] = [
  choice("activation", "int8", "int4", "int16"),
  integer("groupSize", 1, 6, 3),
  integer("tables", 1, 256, 8),
  integer("fetchers", 1, 256, 16),
  integer("inputs", 1, 65_536, 256),
  integer("outputs", 1, 65_536, 64),
  choice("shape", "runtime", "fixed"),
  choice("loopOrder", "table-stationary", "output-stationary"),
  choice("tableStorage", "register", "combinational"),
  choice("reduction", "compressor", "adder-tree"),
  integer("pipelineFetch", 0, 1, 0),
  integer("pipelineReduce", 0, 1, 0),
];

function moduleOf(name: string, areaUm2: number): Module {
  const builder = new ModuleBuilder<Ports>(name);
  builder.output("area", constant(areaUm2, 0));
  return builder.build();
}

function part(role: string, shape: string, count: number, areaUm2: number): Component {
  const key = `${role}_${shape}`;
  return {
    key,
    moduleName: () => key.replaceAll("-", "_"),
    role,
    count,
    build: () => moduleOf(key.replaceAll("-", "_"), areaUm2),
    activity: { key: "busy", trace: unused },
  };
}

function number(values: ParameterValues, name: string): number {
  return Number(values[name]);
}

function lutComponents(values: ParameterValues): readonly Component[] {
  const activation = String(values["activation"]).replace("int", "");
  const groupSize = number(values, "groupSize");
  const tables = number(values, "tables");
  const fetchers = number(values, "fetchers");
  const storage = values["tableStorage"] === "register" ? "r" : "c";
  const width = Number(activation);
  return [
    part("table", `${activation}_${groupSize}_${storage}`, tables, width * 3 ** groupSize * (storage === "r" ? 2 : 1)),
    part("fetch", `${activation}_${groupSize}_${values["pipelineFetch"]}`, tables * fetchers, width * groupSize),
    part("reduce", `${activation}_${tables}_${values["reduction"]}`, fetchers, width * tables),
    part("accumulate", `${activation}_${values["inputs"]}`, fetchers, 2 * width),
    part(
      "store",
      `${activation}_${values["outputs"]}_${fetchers}`,
      1,
      Math.max(1, Number(values["outputs"]) - fetchers),
    ),
    part("control", `${tables}_${fetchers}`, 1, 20),
    part("output", `${fetchers}`, 1, fetchers),
    part("top", `${activation}_${tables}`, 1, 10),
  ];
}

function tileOf(
  values: ParameterValues,
  inputsPerStep: number,
  outputsPerStep: number,
  keyBitsPerStep: number,
): TileShape {
  return {
    inputsPerStep,
    outputsPerStep,
    maxInputs: number(values, "inputs"),
    maxOutputs: number(values, "outputs"),
    shape: values["shape"] === "fixed" ? "fixed" : "runtime",
    keyBitsPerStep,
    activationBits: 8,
    accumulatorBits: 20,
    loadsPerStep: 1,
    idleCyclesPerProduct: 1,
    latencyCycles: 4 + number(values, "pipelineFetch") + number(values, "pipelineReduce"),
  };
}

function unused(): never {
  throw new Error("not part of the fake");
}

const LUT: CoreGenerator = {
  kind: "core",
  name: "lut",
  summary: "a stand-in for a lookup-table core",
  schema: SCHEMA,
  conflicts: (values) =>
    number(values, "outputs") < number(values, "fetchers")
      ? [{ path: "outputs", message: `got ${values["outputs"]}, expected at least as many as fetchers` }]
      : [],
  elaborate: unused,
  components: (values) => lutComponents(values),
  top: () => [],
  tile: (values) => {
    const lanes = number(values, "tables") * number(values, "groupSize");
    const keyBits = Math.ceil(Math.log2((3 ** number(values, "groupSize") + 1) / 2)) + 1;
    return tileOf(
      values,
      lanes,
      number(values, "fetchers"),
      number(values, "tables") * number(values, "fetchers") * keyBits,
    );
  },
  product: unused,
  arithmetic: () => undefined,
};

const PLAIN: CoreGenerator = {
  kind: "core",
  name: "plain",
  summary: "a stand-in for a baseline: 30 µm² a MAC",
  schema: [
    integer("tileInputs", 1, 1024, 8),
    integer("tileOutputs", 1, 1024, 8),
    integer("inputs", 1, 65_536, 256),
    integer("outputs", 1, 65_536, 64),
  ],
  conflicts: () => [],
  elaborate: unused,
  components: (values) => [
    part("lane", "plain", number(values, "tileInputs") * number(values, "tileOutputs"), 30),
    part("control", "plain", 1, 15),
  ],
  top: () => [],
  tile: (values) =>
    tileOf(
      { shape: "runtime", pipelineFetch: 0, pipelineReduce: 0, ...values },
      number(values, "tileInputs"),
      number(values, "tileOutputs"),
      2 * number(values, "tileInputs") * number(values, "tileOutputs"),
    ),
  product: unused,
  arithmetic: () => undefined,
};

const BROKEN: CoreGenerator = {
  ...PLAIN,
  name: "broken",
  summary: "fails while it is built when tileInputs is 3, and costs nothing when it is 4",
  components: (values) => {
    if (values["tileInputs"] === 3) throw new Error("the circuit cannot be built");
    return values["tileInputs"] === 4 ? [] : PLAIN.components(values);
  },
};

/** What a sweep's worker loads in place of generators/registry.ts. */
export const GENERATORS: readonly CoreGenerator[] = [LUT, PLAIN, BROKEN];

/**
 * What a sweep's worker loads in place of models/cost/sources.ts. A module's area is the width of its outputs [µm²], its
 * leakage as many nW, its energy as many fJ a step, its clock energy a tenth of that; every path takes 1 ns.
 */
export function costModels({ technology }: Pick<CostRequest, "technology">): readonly CostModel[] {
  if (technology.name === "unpriced") throw InputError.at("technology unpriced", "has no prices");
  return [fakeModel(widthOf)];
}

function widthOf(module: Module): number {
  return module.outputs.reduce((sum, port) => sum + port.width, 0);
}

/** A source of costs where everything follows from one number per module. */
export function fakeModel(size: (module: Module) => number): CostModel {
  const free = { switching: 0, internal: 0, clock: 0 };
  return {
    fidelity: "counts",
    cost: ({ build }) => ({ areaUm2: size(build()), leakageNw: size(build()) }),
    energy: ({ build }) => {
      const cycle = { switching: 0.5 * size(build()), internal: 0.4 * size(build()), clock: 0.1 * size(build()) };
      return { load: cycle, hold: cycle };
    },
    top: () => ({ buffers: 0, areaUm2: 0, leakageNw: 0, energy: { load: free, hold: free }, criticalPathPs: 1000 }),
  };
}

/** No error was ever measured. */
export const ACCURACY: Accuracy = {
  schemaVersion: 2,
  technology: "fake",
  librarySha256: "",
  command: "none",
  designs: 0,
  fidelities: {
    counts: {
      groups: { [ALL_DESIGNS]: { designs: 24, metrics: { areaUm2: { mean: 0.01, bound: 0.02 } } } },
      roles: { any: { designs: 24, area: 0.02 } },
    },
  },
};

/** Where workers find this file. */
export const FAKE_MODULES = { generators: import.meta.url, costs: import.meta.url };
