import type { PortsOf } from "../../src/hdl/index.ts";
import type { TopSource } from "../contract/index.ts";
import type { ControlInputs, ControlOutputs, ControlPort } from "./control-shape.ts";
import type { AlignInputs, AlignOutputs } from "./float/align.ts";
import { blockExponentControls, type BlockExponentInputs, type BlockExponentOutputs } from "./float/block-exponent.ts";
import {
  restBits,
  type GroupTailInputs,
  type GroupTailOutputs,
  type KeyMaskInputs,
  type KeyMaskOutputs,
} from "./key-masks.ts";
import type { LaneInputs, LaneOutputs } from "./lane-ports.ts";
import type { InputMaskInputs, InputMaskOutputs, OutputMaskInputs, OutputMaskOutputs } from "./masks.ts";
import {
  exponentControlPort,
  groupControlPorts,
  groupLoadPort,
  laneControlPorts,
  laneGating,
  type CorePlan,
} from "./plan.ts";
import type { GroupInputs, GroupOutputs } from "./tile-family.ts";

type ShapeStream = "shape_valid" | "shape_inputs" | "shape_outputs";
/** The core's own inputs; those of the last stream only if the shape is set at run time. */
export type CoreInputs = PortsOf<"act_valid" | "act_data" | "key_valid" | "key_data" | "out_ready", ShapeStream>;

/** Ports of the instances at the top of a core, by the name of the instance. */
interface TopPorts {
  readonly control: readonly [ControlInputs, ControlOutputs];
  readonly input_mask: readonly [InputMaskInputs, InputMaskOutputs];
  readonly align: readonly [AlignInputs, AlignOutputs];
  readonly block_exponent: readonly [BlockExponentInputs, BlockExponentOutputs];
  readonly group: readonly [GroupInputs, GroupOutputs];
  readonly group_tail: readonly [GroupTailInputs, GroupTailOutputs];
  readonly key_mask: readonly [KeyMaskInputs, KeyMaskOutputs];
  readonly output_mask: readonly [OutputMaskInputs, OutputMaskOutputs];
  readonly lane: readonly [LaneInputs, LaneOutputs];
}

/** An instance at the top of a core. */
export type InstanceName = keyof TopPorts;

/** What drives an input: an output of an instance or a port of the core, or some bits of it. */
export interface Wire extends Omit<TopSource, "instance"> {
  /** Undefined: the core's own port. */
  readonly instance: InstanceName | undefined;
}

function from<N extends InstanceName>(instance: N, port: keyof TopPorts[N][1] & string): Wire {
  return { instance, port };
}

function outside(port: keyof CoreInputs): Wire {
  return { instance: undefined, port };
}

type Wires<I> = { readonly [P in keyof I]: Wire };

/** What drives the inputs of each instance that a core may have; drivers stand before readers, as in the Verilog. */
export const CONNECTIONS: { readonly [N in InstanceName]: (plan: CorePlan) => Wires<TopPorts[N][0]> } = {
  control: ({ core }) => ({
    act_valid: outside("act_valid"),
    key_valid: outside("key_valid"),
    out_ready: outside("out_ready"),
    ...(core.shape === "fixed"
      ? {}
      : {
          shape_valid: outside("shape_valid"),
          shape_inputs: outside("shape_inputs"),
          shape_outputs: outside("shape_outputs"),
        }),
  }),
  input_mask: (plan) => ({
    act_data: elements(plan),
    ...controls(plan.core.shape === "fixed" ? "loads_last" : "inputs_left"),
  }),
  align: (plan) => ({
    activations: masked(plan),
    ...(plan.aligned?.align.span === "vector" ? { vector_exponent: vectorExponent(plan) } : {}),
    ...((plan.aligned?.align.stages ?? 0) > 0 ? controls("load") : {}),
  }),
  block_exponent: (plan) => ({
    exponent: from("align", "exponent"),
    is_special: from("align", "is_special"),
    ...exponentControls(plan),
    fills_first: from("control", "fills_first"),
  }),
  // Without registers of their own, groups take a tile when it leaves those before them.
  group: (plan) => ({
    load: from("control", groupLoadPort(plan)),
    ...controls(...groupControlPorts(plan)),
    activations: plan.aligned === undefined ? masked(plan) : from("align", "aligned"),
  }),
  group_tail: ({ keyMask }) => ({
    tile_last: from("control", "tile_last"),
    ...(keyMask?.tail.shape === "runtime"
      ? { ...controls("pass_loaded"), rest: { ...from("control", "inputs_left"), bits: restBits(keyMask.tail) } }
      : {}),
  }),
  key_mask: () => ({ key_data: outside("key_data"), occupied: from("group_tail", "occupied") }),
  output_mask: ({ core, outputMask }) => ({
    ...controls(core.shape === "fixed" ? "outputs_last" : "outputs_left"),
    ...(outputMask?.hasStep === true ? controls("step") : {}),
  }),
  lane: (plan) => ({
    entries: from("group", "entries"),
    keys: plan.keyMask === undefined ? outside("key_data") : from("key_mask", "keys"),
    ...controls(...laneControlPorts(plan)),
    ...laneEnable(plan),
    ...laneExponents(plan),
  }),
};

/** Inputs that have the names of the controller's outputs. */
function controls<P extends ControlPort>(...ports: readonly P[]): { readonly [Q in P]?: Wire } {
  const wires: { [Q in P]?: Wire } = {};
  for (const port of ports) wires[port] = from("control", port);
  return wires;
}

function elements({ tileInputs, activationBits }: CorePlan): Wire {
  return { ...outside("act_data"), bits: tileInputs * activationBits };
}

/** With one exponent for the vector, it stands above the elements. */
function vectorExponent({ tileInputs, activationBits, aligned }: CorePlan): Wire {
  return { ...outside("act_data"), low: tileInputs * activationBits, bits: aligned?.align.format.exponentBits ?? 0 };
}

function masked(plan: CorePlan): Wire {
  return plan.inputMask === undefined ? elements(plan) : from("input_mask", "activations");
}

function exponentControls(plan: CorePlan): Partial<Wires<BlockExponentInputs>> {
  const wires: { -readonly [P in keyof BlockExponentInputs]?: Wire } = {};
  if (plan.aligned === undefined) return wires;
  for (const port of blockExponentControls(plan.aligned.exponent))
    wires[port] = from("control", exponentControlPort(plan, port));
  return wires;
}

function laneEnable(plan: CorePlan): Partial<Wires<LaneInputs>> {
  if (laneGating(plan) === "free") return {};
  return { enable: plan.outputMask === undefined ? from("control", "step") : from("output_mask", "enable") };
}

/** What lanes take from the unit that follows exponents. */
function laneExponents({ aligned }: CorePlan): Partial<Wires<LaneInputs>> {
  if (aligned === undefined) return {};
  const follower = (port: keyof BlockExponentOutputs): Wire => from("block_exponent", port);
  return {
    result_exponent: follower("result_exponent"),
    result_is_nan: follower("result_is_nan"),
    ...(aligned.exponent.span === "tile"
      ? { shift: follower("shift"), shifts_running: follower("shifts_running") }
      : {}),
  };
}

/** All instances that a core may have, in the order of its Verilog. */
export const INSTANCES = Object.keys(CONNECTIONS) as InstanceName[];
