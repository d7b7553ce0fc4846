import { ModuleBuilder, slice, type Module, type Ports, type Signal } from "../../src/hdl/index.ts";
import { gatedName } from "../../src/hdl/with-clock-gates.ts";
import type { TopInstance, TopSource } from "../contract/index.ts";
import { CONNECTIONS, INSTANCES, type CoreInputs, type InstanceName, type Wire } from "./connections.ts";
import type { FloatParameters } from "./float/parameters.ts";
import type { CorePart } from "./core-part.ts";
import { activationBeatBits, type CorePlan } from "./plan.ts";
import { countBits } from "./shape.ts";

function topName(plan: CorePlan): string {
  return plan.core.clockGating === "none" ? ungatedName(plan) : gatedName(ungatedName(plan));
}

function ungatedName({ family, core }: CorePlan): string {
  const order = core.loopOrder === "table-stationary" ? "ts" : "os";
  const adder = core.adder === "prefix" ? "_prefix" : "";
  const size = `n${core.inputs}_m${core.outputs}_${core.shape}_${order}`;
  const { float } = core;
  if (float?.arithmetic === "native")
    return `${family.name}_${core.activation}_${family.detail}_${size}_${floatDetail(float)}_p${core.pipelineFetch}${float.stages}${adder}`;
  const tree = core.reduction === "compressor" ? "ct" : "at";
  const aligned = float === undefined ? "" : `_${float.span}${float.keptBits}_${floatDetail(float)}`;
  return `${family.name}_${core.activation}_${family.detail}_${size}_${tree}_p${core.pipelineFetch}${core.pipelineReduce}${adder}${aligned}`;
}

function floatDetail({ accumulator, path, subnormals, arithmetic }: FloatParameters): string {
  const kind = arithmetic === "native" ? `_${path}` : "";
  return `${accumulator.name}${kind}${subnormals === "flushed" ? "_flush" : ""}`;
}

/** The core's own outputs, in the order of its ports. */
const OUTPUTS: readonly (readonly [port: string, instance: InstanceName, of: string, meaning: string])[] = [
  ["act_ready", "control", "act_ready", "the beat of activations is taken"],
  ["key_ready", "control", "key_ready", "the beat of keys is taken"],
  ["shape_ready", "control", "shape_ready", "the shape is taken"],
  ["out_valid", "control", "out_valid", "a beat of results is offered"],
  ["out_data", "lane", "result", "K finished sums of the accumulator's width, lane 0 lowest"],
  ["out_last", "control", "out_last", "the last beat of a product"],
];

/** The parts at the top and what drives their inputs, drivers before readers. */
function instancesOf(plan: CorePlan, parts: readonly CorePart[]) {
  return INSTANCES.flatMap((name) => {
    const part = parts.find((each) => each.instance === name);
    return part === undefined ? [] : [{ name, part, wires: Object.entries(CONNECTIONS[name](plan)) }];
  });
}

/** The whole core: streams at the ports, wires inside; all logic is in its parts. */
export function buildCore(plan: CorePlan, parts: readonly CorePart[]): Module {
  const m = new ModuleBuilder<CoreInputs>(topName(plan));
  const driven = new Map<InstanceName | undefined, Ports>([[undefined, streams(m, plan)]]);
  const signalOf = ({ instance, port, low = 0, bits }: Wire): Signal => {
    const signal = driven.get(instance)?.[port];
    if (signal === undefined) throw new Error(`internal: ${instance ?? "the core"} has no ${port}`);
    return bits === undefined ? signal : slice(signal, low, bits);
  };
  for (const { name, part, wires } of instancesOf(plan, parts)) {
    const inputs = wires.map(([port, wire]): [string, Signal] => [port, signalOf(wire)]);
    driven.set(name, m.repeat<Ports, Ports>(name, part.count, part.build(), Object.fromEntries(inputs)));
  }
  for (const [port, instance, of, meaning] of OUTPUTS) {
    const signal = driven.get(instance)?.[of];
    if (signal !== undefined) m.output(port, signal, meaning);
  }
  return m.build();
}

/** The streams that come in. */
function streams(m: ModuleBuilder<CoreInputs>, plan: CorePlan): CoreInputs {
  const { family, core } = plan;
  const always = {
    act_valid: m.input("act_valid", 1, "a beat of activations is offered"),
    act_data: m.input(
      "act_data",
      activationBeatBits(plan),
      "one tile of activations: L groups of u elements of w bits, element 0 lowest",
    ),
    key_valid: m.input("key_valid", 1, "a beat of keys is offered"),
    key_data: m.input(
      "key_data",
      family.lanes * family.groups * family.keyBits,
      "keys of one step: K lanes of L groups of b bits, lane 0 and group 0 lowest",
    ),
    out_ready: m.input("out_ready", 1, "the beat of results is taken"),
  };
  if (core.shape === "fixed") return always;
  return {
    ...always,
    shape_valid: m.input("shape_valid", 1, "the shape of a product is offered"),
    shape_inputs: m.input("shape_inputs", countBits(core.inputs), "inputs of the product, 1 to N: bits of N"),
    shape_outputs: m.input("shape_outputs", countBits(core.outputs), "outputs of the product, 1 to M: bits of M"),
  };
}

/** The connections of the core between its instances. */
export function coreTop(plan: CorePlan, parts: readonly CorePart[]): readonly TopInstance[] {
  return instancesOf(plan, parts).map(({ name, part, wires }) => {
    const inputs: Record<string, TopSource> = {};
    for (const [input, wire] of wires) if (isInside(wire)) inputs[input] = wire;
    return new CoreInstance(name, part, inputs);
  });
}

function isInside(wire: Wire): wire is Wire & TopSource {
  return wire.instance !== undefined;
}

/** A class: a literal with a getter has a hidden class of its own, and a sweep makes thousands. */
class CoreInstance implements TopInstance {
  readonly name: string;
  readonly part: string;
  readonly moduleName: string;
  readonly timing: string;
  readonly activity: TopInstance["activity"];
  readonly build: TopInstance["build"];
  readonly copies: number;
  readonly inputs: TopInstance["inputs"];
  readonly #part: CorePart;

  constructor(name: InstanceName, part: CorePart, inputs: TopInstance["inputs"]) {
    this.name = name;
    this.part = part.part;
    this.moduleName = part.moduleName();
    this.timing = part.timing ?? this.moduleName;
    this.activity = part.activity;
    this.build = part.build;
    this.copies = part.count;
    this.inputs = inputs;
    this.#part = part;
  }

  get key(): string {
    return this.#part.key;
  }
}
