import { biasOf } from "../numeric/float-format.ts";
import {
  hasAdvance,
  hasInputMask,
  hasOutputMask,
  hasStep,
  inputTiles,
  isOneStep,
  outputTiles,
  stepsPerTile,
  type ControlPort,
  type ControlShape,
} from "./control-shape.ts";
import type { AlignShape } from "./float/align.ts";
import { shiftBitsFor, type BlockExponentShape, type ExponentControl } from "./float/block-exponent.ts";
import {
  combineLatency,
  floatGating,
  floatLaneStages,
  isFreeRunningFloat,
  loopLatency,
  partialSums,
  type FloatLaneShape,
} from "./float/lane-shape.ts";
import type { FloatParameters } from "./float/parameters.ts";
import type { LaneInputs } from "./lane-ports.ts";
import { gatingOf, isFreeRunning, type AlignedSums, type LaneShape } from "./lane-shape.ts";
import type { KeyMaskShape, TailShape } from "./key-masks.ts";
import type { InputMaskShape, OutputMaskShape } from "./masks.ts";
import { accumulatorBits, ACTIVATION_BITS, floatStyle, type CoreParameters } from "./shape.ts";
import type { Gating, TileFamily } from "./tile-family.ts";

/** Everything that a core is made of, worked out once from its parameters. */
export interface CorePlan {
  readonly family: TileFamily;
  readonly core: CoreParameters;
  readonly tileInputs: number;
  /** Bits of an element of the activation stream. */
  readonly activationBits: number;
  readonly accumulatorBits: number;
  readonly control: ControlShape;
  readonly lane: LaneShape | FloatLaneShape;
  readonly inputMask: InputMaskShape | undefined;
  readonly outputMask: OutputMaskShape | undefined;
  /** Keys of groups without inputs are masked. */
  readonly keyMask: KeyMaskPlan | undefined;
  /** Activations become integers of one exponent. */
  readonly aligned: AlignedPlan | undefined;
}

/** What masks the keys of groups without inputs. */
export interface KeyMaskPlan {
  readonly tail: TailShape;
  readonly keys: KeyMaskShape;
}

/** What aligns activations, and follows their exponents. */
export interface AlignedPlan {
  readonly align: AlignShape;
  readonly exponent: BlockExponentShape;
}

/** Works out the shapes of all modules of a core. */
export function planCore(family: TileFamily, core: CoreParameters): CorePlan {
  const { shape, loopOrder, inputs, outputs, float } = core;
  const { lanes: tileOutputs, groups } = family;
  const alignStages = float?.arithmetic === "aligned" ? float.alignStages : 0;
  const groupStages = family.groupStages + alignStages;
  const tileInputs = groups * family.groupSize;
  const isNative = float?.arithmetic === "native";
  const stages = isNative
    ? floatLaneStages(core.pipelineFetch, family.fetchStages, groups, float.stages)
    : core.pipelineFetch + core.pipelineReduce;
  const sizes = { shape, loopOrder, inputs, outputs, tileInputs, tileOutputs };
  const hasStore = stepsPerTile(sizes) > 1 && !isOneStep(sizes);
  const tiles = { ...sizes, stages, groupStages, hasStore };
  const hasExponent = float?.arithmetic === "aligned";
  const masksKeys = keyMaskPlan(family, tiles);
  const kind = { hasExponent, hasKeyMask: masksKeys !== undefined };
  const controlShape = { ...tiles, ...kind, ...loopOf(isNative ? float.stages : 0, alignStages, tiles) };
  const isMasked = hasOutputMask(controlShape);
  const laneShape = isNative
    ? floatLaneShape(family, core, float, controlShape)
    : integerLaneShape(family, core, controlShape);
  const activationBits = ACTIVATION_BITS[core.activation];
  return {
    family,
    core,
    tileInputs,
    activationBits,
    accumulatorBits: accumulatorBits(core),
    control: controlShape,
    lane: laneShape,
    inputMask: hasInputMask(controlShape) ? { shape, inputs, tileInputs, activationBits } : undefined,
    outputMask: isMasked ? { shape, outputs, lanes: family.lanes, hasStep: isFreeLane(laneShape) } : undefined,
    keyMask: masksKeys,
    aligned: hasExponent ? alignedPlan(family, core, float, controlShape) : undefined,
  };
}

function isFreeLane(shape: CorePlan["lane"]): boolean {
  return shape.kind === "integer" ? isFreeRunning(shape) : isFreeRunningFloat(shape);
}

/** What is known of a controller from the tiles alone. */
type TileShape = Omit<ControlShape, "loop" | "partials" | "combine" | "hasExponent" | "hasKeyMask">;

/** Undefined if every group always holds an input, or if keys of groups without one do not matter. */
function keyMaskPlan(
  { restlessKeyBits, groups, groupSize, keyBits }: TileFamily,
  { shape, inputs, tileInputs }: TileShape,
): KeyMaskPlan | undefined {
  const rest = shape === "runtime" ? 1 : inputs % tileInputs;
  const certain = Math.ceil(rest / groupSize);
  if (restlessKeyBits.length === 0 || rest === 0 || certain === groups) return undefined;
  return {
    tail: { shape, groups, groupSize, certain, inputs },
    keys: { groups, certain, keyBits, maskedBits: restlessKeyBits },
  };
}

/** How sums go round in an accumulator with registers in its adder, if there is one. */
function loopOf(stages: number, alignStages: number, tiles: TileShape) {
  const loop = isOneStep(tiles) ? 1 : loopLatency(stages);
  if (loop === 1) return { loop, partials: 1, combine: alignStages };
  const revisit = tiles.hasStore && tiles.shape === "fixed" ? outputTiles(tiles) : 1;
  const partials = partialSums(stages, revisit, inputTiles(tiles));
  return { loop, partials, combine: combineLatency(partials, stages) };
}

function floatLaneShape(
  family: TileFamily,
  core: CoreParameters,
  float: FloatParameters,
  controlShape: ControlShape,
): FloatLaneShape {
  return {
    kind: "float",
    family,
    word: family.words ?? float.format,
    accumulator: float.accumulator,
    style: floatStyle(core, float),
    pipelineFetch: core.pipelineFetch,
    storeDepth: controlShape.hasStore ? outputTiles(controlShape) : 0,
    partials: controlShape.partials,
    isOneStep: isOneStep(controlShape),
    isRuntime: core.shape === "runtime",
    hasEnable: hasOutputMask(controlShape),
  };
}

function integerLaneShape(family: TileFamily, core: CoreParameters, controlShape: ControlShape): LaneShape {
  return {
    kind: "integer",
    family,
    reduction: core.reduction,
    adder: core.adder,
    accumulatorBits: accumulatorBits(core),
    pipelineFetch: core.pipelineFetch,
    pipelineReduce: core.pipelineReduce,
    storeDepth: controlShape.hasStore ? outputTiles(controlShape) : 0,
    isOneStep: isOneStep(controlShape),
    hasEnable: hasOutputMask(controlShape),
    aligned: core.float === undefined ? undefined : alignedSums(core, core.float, controlShape),
  };
}

function alignedSums(core: CoreParameters, float: FloatParameters, controlShape: ControlShape): AlignedSums {
  const { format, accumulator: to, keptBits, subnormals, span } = float;
  const width = accumulatorBits(core);
  const { exponentBits } = format;
  // A sum of 1 stands for 2^(E − bias − B + 2).
  const scale = biasOf(format) + keptBits - 2;
  return {
    shiftBits: span === "tile" && !isOneStep(controlShape) ? shiftBitsFor(width) : 0,
    result: { width, exponentBits, scale, to, adder: core.adder, subnormals, stages: float.alignStages },
  };
}

function alignedPlan(
  family: TileFamily,
  core: CoreParameters,
  float: FloatParameters,
  controlShape: ControlShape,
): AlignedPlan {
  const { format, keptBits, span, subnormals } = float;
  const { groupStages, stages, hasStore, tileInputs } = controlShape;
  const shiftBits = shiftBitsFor(accumulatorBits(core));
  return {
    align: { format, tileInputs, keptBits, span, subnormals, adder: core.adder, stages: float.alignStages },
    exponent: {
      // The exponent of the only tile is that of the result.
      span: isOneStep(controlShape) ? "vector" : span,
      exponentBits: format.exponentBits,
      shiftBits,
      groupStages: family.groupStages,
      hasFill: groupStages > 0,
      stages,
      hasStore,
    },
  };
}

/** Bits of a beat of the activation stream: with one exponent for the vector, it stands above the elements. */
export function activationBeatBits({ tileInputs, activationBits, core: { float } }: CorePlan): number {
  const elements = tileInputs * activationBits;
  return float?.arithmetic === "aligned" && float.span === "vector" ? elements + float.format.exponentBits : elements;
}

/** What lanes take from the controller; `enable` apart. */
export function laneControlPorts({
  control: shape,
  lane: laneShape,
}: CorePlan): readonly (ControlPort & keyof LaneInputs)[] {
  if (isFreeLane(laneShape)) return ["clear"];
  // The exponents' registers move on with the steps, too; those of a lane only if there are several in a row.
  const movesOn = hasAdvance({ ...shape, hasExponent: false });
  const hasSeveral = shape.partials > 1;
  const ports: readonly ((ControlPort & keyof LaneInputs) | false)[] = [
    hasStep(shape) && "step",
    movesOn && "advance",
    "accumulate",
    !isOneStep(shape) && "first",
    shape.hasStore && !hasSeveral && "emit",
    shape.hasStore && "output_tile",
    shape.hasStore && shape.loop > 1 && "write_tile",
    hasSeveral && "slot",
    hasSeveral && "write_slot",
    hasSeveral && shape.hasStore && "emit_tile",
    hasSeveral && shape.shape === "runtime" && "used",
  ];
  return ports.filter((port) => port !== false);
}

/** The controller's output by which groups take a tile: from the stream, or from registers of an alignment. */
export function groupLoadPort({ family, control: shape }: CorePlan): "load" | "shift" | "fill" {
  if (family.groupStages === shape.groupStages) return "load";
  return family.groupStages === 0 ? "fill" : "shift";
}

/** What else groups take from the controller. */
export function groupControlPorts({ family }: CorePlan): readonly ("shift" | "fill")[] {
  if (family.groupStages === 0) return [];
  return family.groupStages > 1 ? ["shift", "fill"] : ["fill"];
}

/** The controller's output behind an input of the unit that follows exponents: it takes them as groups take tiles. */
export function exponentControlPort(plan: CorePlan, port: ExponentControl): ControlPort {
  return port === "load" ? groupLoadPort(plan) : port;
}

/** Whether lanes add in every cycle, whatever comes; see `accumulateSide`. */
export function hasFreeLane({ lane: laneShape }: CorePlan): boolean {
  return isFreeLane(laneShape);
}

/** Whether lanes can be silenced. */
export function laneGating({ lane: laneShape }: CorePlan): Gating {
  return laneShape.kind === "integer" ? gatingOf(laneShape) : floatGating(laneShape);
}
