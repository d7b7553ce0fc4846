import { addressBits, type Signal, type PortsOf } from "../../src/hdl/index.ts";
import { onceByNumber } from "../../src/core/once.ts";
import { countBits, type LoopOrder } from "./shape.ts";

/** What shapes the controller, and nothing else. */
export interface ControlShape {
  readonly shape: "fixed" | "runtime";
  readonly loopOrder: LoopOrder;
  readonly inputs: number;
  readonly outputs: number;
  /** Inputs per step, L·µ. */
  readonly tileInputs: number;
  /** Outputs per step, K. */
  readonly tileOutputs: number;
  /** Pipeline registers between a step and its accumulation. */
  readonly stages: number;
  /** Registers between a loaded tile and the entries, see `TileFamily.groupStages`. */
  readonly groupStages: number;
  /** True if partial sums live in a result store: tiles stay, and a product has several. */
  readonly hasStore: boolean;
  /** Cycles from the operands of a sum to where it can be read again: 1 for integers. */
  readonly loop: number;
  /** Partial sums of one output, dealt out step by step: 1 for integers. */
  readonly partials: number;
  /** Cycles from the last sum of an output to the result: in which partial sums are added, or a sum is normalised. */
  readonly combine: number;
  /** True if keys of groups without inputs are masked, so that something else must know which groups these are. */
  readonly hasKeyMask: boolean;
  /** True if tiles have exponents, so that something else must know when a pass begins and when a sum is taken. */
  readonly hasExponent: boolean;
}

/** Tiles of a product along its inputs, ⌈N / (L·µ)⌉. */
export function inputTiles(shape: Pick<ControlShape, "inputs" | "tileInputs">): number {
  return Math.ceil(shape.inputs / shape.tileInputs);
}

/** Tiles of a product along its outputs, ⌈M / K⌉. */
export function outputTiles(shape: Pick<ControlShape, "outputs" | "tileOutputs">): number {
  return Math.ceil(shape.outputs / shape.tileOutputs);
}

/** True if each output is finished in one step: a tile holds all inputs, and nothing is added up from step to step. */
export function isOneStep(shape: Pick<ControlShape, "inputs" | "tileInputs">): boolean {
  return inputTiles(shape) === 1;
}

/** Steps for which a tile of inputs stays: of all tiles of outputs, table-stationary. */
export function stepsPerTile(shape: Pick<ControlShape, "loopOrder" | "outputs" | "tileOutputs">): number {
  return shape.loopOrder === "table-stationary" ? outputTiles(shape) : 1;
}

/** True if the last tile of inputs needs a mask. */
export function hasInputMask(shape: ControlShape): boolean {
  return shape.shape === "runtime" || shape.inputs % shape.tileInputs !== 0;
}

/** True if the last tile of outputs needs a mask. */
export function hasOutputMask(shape: ControlShape): boolean {
  return shape.shape === "runtime" || shape.outputs % shape.tileOutputs !== 0;
}

/** Registers in a row between the keys of a step and its sum. */
function laneBanks({ stages, loop }: ControlShape): number {
  return stages + loop - 1;
}

/** True if lanes have registers before their sums: the first of them take only what belongs to a step. */
export function hasStep(shape: ControlShape): boolean {
  return laneBanks(shape) > 0;
}

/** True if anything else has registers that move on with the steps in it. */
export function hasAdvance(shape: ControlShape): boolean {
  return laneBanks(shape) > 1 || shape.combine > 0 || (shape.hasExponent && shape.stages > 0);
}

/** Verilog name of a controller: all that shapes it. */
export function controlName(shape: ControlShape): string {
  const order = shape.loopOrder === "table-stationary" ? "ts" : "os";
  const store = shape.hasStore ? "_store" : "";
  const fill = shape.groupStages > 0 ? (shape.groupStages > 1 ? `_fill${shape.groupStages}` : "_fill") : "";
  const loop = shape.loop > 1 ? `_loop${shape.loop}_${shape.partials}_${shape.combine}` : "";
  return `control_n${shape.inputs}_m${shape.outputs}_t${shape.tileInputs}x${shape.tileOutputs}_${shape.shape}_${order}_p${shape.stages}${fill}${store}${loop}${shape.hasKeyMask ? "_keys" : ""}${shape.hasExponent ? `_exponent${shape.combine}` : ""}`;
}

const controlKeys = onceByNumber<string>();

/**
 * What the ledger of the controller depends on: widths of its counters and which of them exist, not the constants that
 * they are compared with.
 */
export function controlKey(shape: ControlShape): string {
  // Those of floating point have a key of their own each.
  if (shape.hasExponent || shape.loop > 1 || shape.groupStages > 1 || shape.stages > 4) return controlName(shape);
  const isRuntime = shape.shape === "runtime";
  const [inputs, outputs] = [inputCounterKey(shape), outputCounterKey(shape)];
  const index = isRuntime && shape.hasStore ? addressBits(outputTiles(shape)) : 0;
  const flags = (isRuntime ? 1 : 0) + (shape.hasStore ? 2 : 0) + (shape.loopOrder === "table-stationary" ? 4 : 0);
  // Keys of up to three stages keep their number: it is written into tables of characterised modules.
  const deep = Math.floor(shape.stages / 4) + 2 * shape.groupStages;
  const key = ((((deep * 256 + inputs) * 256 + outputs) * 32 + index) * 4 + (shape.stages % 4)) * 8 + flags;
  const masksKeys = isRuntime && shape.hasKeyMask;
  return controlKeys(2 * key + (masksKeys ? 1 : 0), () => `control_${key}${masksKeys ? "_keys" : ""}`);
}

/** What the ledger and the timing of the counter of input tiles depend on. Below 256. */
export function inputCounterKey(shape: ControlShape): number {
  return shape.shape === "runtime"
    ? downCounterKey(shape.inputs, shape.tileInputs, inputTiles(shape))
    : upCounterKey(inputTiles(shape), hasInputMask(shape));
}

/** The same of output tiles. */
export function outputCounterKey(shape: ControlShape): number {
  return shape.shape === "runtime"
    ? downCounterKey(shape.outputs, shape.tileOutputs, outputTiles(shape))
    : upCounterKey(outputTiles(shape), hasOutputMask(shape));
}

/** Counts 0 … period−1: width, whether it exists, whether it wraps by itself, whether its end is an output. Below 256. */
function upCounterKey(period: number, isMasked: boolean): number {
  const wraps = Number.isInteger(Math.log2(period)) ? 2 : 0;
  return (addressBits(period) * 2 + (isMasked ? 1 : 0)) * 4 + wraps + (period === 1 ? 1 : 0);
}

/** Counts down what is left: width, whether by one, whether one tile holds all, whether the tile exceeds the counter. Below 256. */
function downCounterKey(maximum: number, tile: number, tiles: number): number {
  const width = countBits(maximum);
  return width * 8 + (tile === 1 ? 4 : 0) + (tile >= 2 ** width - 1 ? 2 : 0) + (tiles === 1 ? 1 : 0);
}

/** Inputs of the controller: the handshakes, and of a runtime shape its stream. */
export type ControlInputs = PortsOf<
  "act_valid" | "key_valid" | "out_ready",
  "shape_valid" | "shape_inputs" | "shape_outputs"
>;

type Streams = "act_ready" | "key_ready" | "shape_ready" | "out_valid" | "out_last";
type Loads = "load" | "shift" | "fill" | "fills_first" | "tile_last" | "pass_loaded";
type Counts = "loads_last" | "inputs_left" | "outputs_last" | "outputs_left";
type Steps = "step" | "advance" | "clear" | "first" | "accumulate" | "emit";
type Places = "output_tile" | "write_tile" | "emit_tile" | "slot" | "write_slot" | "used";

/** An output of the controller. */
export type ControlPort = Streams | Loads | Counts | Steps | Places;
/** What the controller tells the streams and the modules of a core, as far as they need it. */
export type ControlOutputs = PortsOf<never, ControlPort>;

/** What each output of the controller says. */
export const CONTROL_WORDS: Readonly<Record<ControlPort, string>> = {
  act_ready: "the beat of activations is taken, if there is one",
  key_ready: "the beat of keys is taken, if there is one",
  shape_ready: "the shape is taken, if there is one",
  out_valid: "a beat of results is offered",
  out_last: "it is the last of the product",
  load: "a tile of activations is taken from the stream",
  shift: "the registers between the first ones and the entries move on",
  fill: "a tile goes to where steps use it",
  fills_first: "that tile is the first of its pass over the inputs",
  tile_last: "the tile in use is the last of its pass",
  pass_loaded: "the last tile of a pass is loaded",
  loads_last: "the tile on its way in is the last of its pass",
  inputs_left: "inputs of the pass that are still to be loaded: bits of N",
  outputs_last: "the step is that of the last output tile",
  outputs_left: "outputs of the product that are still to come: bits of M",
  step: "a beat of keys is taken: a step begins",
  advance: "the pipeline moves on",
  clear: "the step begins a sum",
  first: "the step at the accumulator begins a sum",
  accumulate: "the accumulator takes a step",
  emit: "that step finishes a sum",
  output_tile: "output tile of the step at the accumulator",
  write_tile: "output tile of the sum that is written",
  emit_tile: "output tile of the sums that are finished",
  slot: "partial sum of the step at the adder",
  write_slot: "partial sum that is written",
  used: "partial sums of the output that hold anything: all but the first, lowest first",
};

/** The handshake events that counters listen to. */
export interface ControlEvents {
  /** A tile of activations is taken. */
  readonly load: Signal;
  /** A beat of keys is taken. */
  readonly step: Signal;
}

/**
 * What the counters tell the controller. The ones that depend on the handshake are made by functions, because the
 * handshake itself depends on the others.
 */
export interface Counters {
  /** The tile being loaded is the first, the last of its pass over the inputs. */
  readonly loadsFirst: Signal;
  readonly loadsLast: Signal;
  /** Loads are allowed (always, if the shape is fixed). */
  readonly mayLoad: Signal;
  /** The output tile of the current step is the last. */
  readonly outputsLast: Signal;
  /** Number of the current output tile, for the result store. */
  readonly outputTile: Signal;
  /** Ties the counters to the handshake. `tileLast`: the held tile is the last of its pass. */
  readonly connect: (events: ControlEvents & { readonly tileLast: Signal }) => ControlOutputs;
  /** What of them others need to know. */
  readonly outputs: ControlOutputs;
}
