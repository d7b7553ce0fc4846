import {
  and,
  concat,
  constant,
  ModuleBuilder,
  named,
  not,
  replicate,
  slice,
  type Module,
  type Signal,
  sharedBy,
  type PortsOf,
} from "../../src/hdl/index.ts";
import { onceByNumber } from "../../src/core/once.ts";
import { thermometer } from "../arithmetic/thermometer.ts";
import { countBits } from "./shape.ts";

/** What shapes the mask that zeroes activations beyond the last input. */
export interface InputMaskShape {
  readonly shape: "fixed" | "runtime";
  readonly inputs: number;
  readonly tileInputs: number;
  readonly activationBits: number;
}

const inputMaskNames = onceByNumber<string>();

/** Verilog name; made once for each shape. */
export function inputMaskName({ shape, inputs, tileInputs, activationBits }: InputMaskShape): string {
  const isFixed = shape === "fixed";
  const counted = isFixed ? inputs % tileInputs : countBits(inputs);
  const key = ((tileInputs * 32 + activationBits) * 65537 + counted) * 2 + (isFixed ? 1 : 0);
  return inputMaskNames(
    key,
    () => `input_mask_t${tileInputs}_w${activationBits}_${isFixed ? "tail" : "count"}${counted}`,
  );
}

/** Of the last two, a fixed shape has the first, a runtime shape the second. */
export type InputMaskInputs = PortsOf<"act_data", "loads_last" | "inputs_left">;

/** The activations that count. */
export type InputMaskOutputs = PortsOf<"activations">;

/**
 * `act_data` → `activations`, elements beyond the last input zero. Fixed: `loads_last` marks the last tile, of which
 * N mod (L·µ) elements count. Runtime: element i counts if `inputs_left` > i.
 */
export const inputMask = sharedBy(inputMaskName, (shape: InputMaskShape): Module<InputMaskInputs, InputMaskOutputs> => {
  const { tileInputs, activationBits } = shape;
  const m = new ModuleBuilder<InputMaskInputs>(
    inputMaskName(shape),
    "Zeroes the activations beyond the last input of the product.",
  );
  const data = m.input("act_data", tileInputs * activationBits, "one tile of activations, element 0 lowest");
  const counts =
    shape.shape === "fixed"
      ? fixedTail(m, shape)
      : thermometer(
          "inputs_left",
          m.input("inputs_left", countBits(shape.inputs), "inputs that are still to be loaded"),
          tileInputs,
        );
  const elements = counts.map((isCounted, i) =>
    and(slice(data, i * activationBits, activationBits), replicate(isCounted, activationBits)),
  );
  return m.build({ activations: concat(...elements) }, { activations: "the same, zero beyond the last input" });
});

function fixedTail(m: ModuleBuilder<InputMaskInputs>, { inputs, tileInputs }: InputMaskShape): Signal[] {
  const isInside = named("is_inside", not(m.input("loads_last", 1, "the tile is the last of its pass")));
  return Array.from({ length: tileInputs }, (_, i) => (i < inputs % tileInputs ? constant(1, 1) : isInside));
}

/** What shapes the mask that silences lanes beyond the last output. */
export interface OutputMaskShape {
  readonly shape: "fixed" | "runtime";
  readonly outputs: number;
  readonly lanes: number;
  readonly hasStep: boolean;
}

const outputMaskNames = onceByNumber<string>();

/** Verilog name; made once for each shape. */
export function outputMaskName({ shape, outputs, lanes, hasStep }: OutputMaskShape): string {
  const isFixed = shape === "fixed";
  const counted = isFixed ? outputs % lanes : countBits(outputs);
  const key = ((lanes * 65537 + counted) * 2 + (isFixed ? 1 : 0)) * 2 + (hasStep ? 1 : 0);
  return outputMaskNames(
    key,
    () => `output_mask_k${lanes}_${isFixed ? "tail" : "count"}${counted}${hasStep ? "_step" : ""}`,
  );
}

/** Of the last two, a fixed shape has the first, a runtime shape the second. */
export type OutputMaskInputs = PortsOf<never, "step" | "outputs_last" | "outputs_left">;

/** One bit a lane. */
export type OutputMaskOutputs = PortsOf<"enable">;

/** `enable[k]`: lane k works in this step, i.e. its output exists (and, if the lanes have no enable of their own, `step`). */
export const outputMask = sharedBy(outputMaskName, (shape: OutputMaskShape) => {
  const { lanes, outputs } = shape;
  const m = new ModuleBuilder<OutputMaskInputs>(
    outputMaskName(shape),
    "Silences the lanes beyond the last output of the product.",
  );
  const step = shape.hasStep ? m.input("step", 1, "a step begins") : constant(1, 1);
  const counts =
    shape.shape === "fixed"
      ? fixedLanes(m, outputs, lanes)
      : thermometer(
          "outputs_left",
          m.input("outputs_left", countBits(outputs), "outputs that are still to come"),
          lanes,
        );
  return m.build(
    { enable: concat(...counts.map((each) => and(each, step))) },
    { enable: "the lane's output exists, lane 0 lowest" },
  );
});

function fixedLanes(m: ModuleBuilder<OutputMaskInputs>, outputs: number, lanes: number): Signal[] {
  const isInside = named("is_inside", not(m.input("outputs_last", 1, "the step is that of the last output tile")));
  return Array.from({ length: lanes }, (_, k) => (k < outputs % lanes ? constant(1, 1) : isInside));
}
