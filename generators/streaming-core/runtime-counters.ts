import {
  add,
  addressBits,
  and,
  constant,
  ltu,
  type ModuleBuilder,
  mux,
  named,
  not,
  or,
  sub,
  type RegisterSignal,
  type Signal,
} from "../../src/hdl/index.ts";
import { inputTiles, outputTiles, type ControlShape, type Counters, type ControlInputs } from "./control-shape.ts";
import { countBits } from "./shape.ts";

const ONE = constant(1, 1);

/**
 * Counters for products whose shape arrives as a stream. They count down what is left, so no division is needed. A shape
 * is taken when the core is idle or with the last step of the product before; loads begin one cycle later.
 */
export function runtimeCounters(m: ModuleBuilder<ControlInputs>, shape: ControlShape): Counters {
  const shapeValid = m.input("shape_valid", 1, "the shape of a product is offered");
  const asked = {
    inputs: m.input("shape_inputs", countBits(shape.inputs), "inputs of the product: bits of N"),
    outputs: m.input("shape_outputs", countBits(shape.outputs), "outputs of the product: bits of M"),
  };
  const busy = m.register("busy_q", 1, 0);
  const loading = m.register("loading_q", 1, 0);
  const inputsLeft = m.register("inputs_left_q", asked.inputs.width);
  // With several partial sums, another counter says which tiles begin one.
  const knowsFirst = inputTiles(shape) > 1 && shape.partials === 1;
  const firstLoad = knowsFirst ? m.register("first_load_q", 1) : undefined;
  const outputsLeft = m.register("outputs_left_q", asked.outputs.width);
  const loadsLast = named("loads_last", isAtMost(inputsLeft, shape.tileInputs));
  const outputsLast = named("outputs_last", isAtMost(outputsLeft, shape.tileOutputs));
  const tileIndex = shape.hasStore ? m.register("output_tile_q", addressBits(outputTiles(shape))) : undefined;
  const counts = { asked, inputsLeft, outputsLeft, tileIndex, loadsLast, outputsLast };
  return {
    loadsFirst: firstLoad ?? ONE,
    loadsLast,
    mayLoad: loading,
    outputsLast,
    outputTile: tileIndex ?? constant(1, 0),
    outputs: { inputs_left: inputsLeft, outputs_left: outputsLeft },
    connect({ load, step, tileLast }) {
      const productDone = named("product_done", and(step, tileLast, outputsLast));
      const shapeReady = or(not(busy), productDone);
      const accept = named("accept", and(shapeValid, shapeReady));
      m.drive(busy, or(accept, and(busy, not(productDone))));
      const newInputs = or(accept, load);
      const passLoaded = named("pass_loaded", and(load, loadsLast));
      const isStationary = shape.loopOrder === "output-stationary";
      const lastLoad = isStationary
        ? and(
            passLoaded,
            lastPass(m, shape, asked.outputs, accept, loadsLast === ONE ? newInputs : or(accept, passLoaded)),
          )
        : passLoaded;
      m.drive(loading, or(accept, and(loading, not(lastLoad))));
      if (firstLoad !== undefined) m.drive(firstLoad, or(accept, loadsLast), newInputs);
      driveInputs(m, shape, counts, accept, newInputs);
      driveOutputs(m, shape, counts, accept, isStationary ? and(step, tileLast) : step);
      return { shape_ready: shapeReady, ...(shape.hasKeyMask ? { pass_loaded: passLoaded } : {}) };
    },
  };
}

/** What is left of a product, and what was asked for. */
interface Counts {
  readonly asked: { readonly inputs: Signal; readonly outputs: Signal };
  readonly inputsLeft: RegisterSignal;
  readonly outputsLeft: RegisterSignal;
  readonly tileIndex: RegisterSignal | undefined;
  readonly loadsLast: Signal;
  readonly outputsLast: Signal;
}

/** Whether the pass that is loaded is the last; another begins with `newPass`. */
function lastPass(m: ModuleBuilder, shape: ControlShape, outputs: Signal, accept: Signal, newPass: Signal): Signal {
  if (outputTiles(shape) === 1) return ONE;
  const passesLeft = m.register("pass_outputs_left_q", outputs.width);
  m.drive(passesLeft, mux(accept, outputs, decrease(passesLeft, shape.tileOutputs)), newPass);
  return isAtMost(passesLeft, shape.tileOutputs);
}

function driveInputs(
  m: ModuleBuilder,
  shape: ControlShape,
  { asked, inputsLeft, loadsLast }: Counts,
  accept: Signal,
  enable: Signal,
): void {
  const rest = decrease(inputsLeft, shape.tileInputs);
  const isAgain = shape.loopOrder === "output-stationary";
  const next = isAgain ? mux(loadsLast, m.registered("inputs_q", asked.inputs, { enable: accept }), rest) : rest;
  m.drive(inputsLeft, mux(accept, asked.inputs, next), enable);
}

function driveOutputs(
  m: ModuleBuilder,
  shape: ControlShape,
  { asked, outputsLeft, outputsLast, tileIndex }: Counts,
  accept: Signal,
  advance: Signal,
): void {
  const rest = decrease(outputsLeft, shape.tileOutputs);
  const isAgain = shape.loopOrder === "table-stationary";
  const next = isAgain ? mux(outputsLast, m.registered("outputs_q", asked.outputs, { enable: accept }), rest) : rest;
  const enable = or(accept, advance);
  m.drive(outputsLeft, mux(accept, asked.outputs, next), enable);
  if (tileIndex === undefined) return;
  const zero = constant(tileIndex.width, 0);
  const isRestart = or(accept, outputsLast);
  m.drive(tileIndex, mux(isRestart, zero, add(tileIndex, constant(tileIndex.width, 1))), enable);
}

/** value ≤ limit, for any limit, also one beyond the value's range. */
function isAtMost(value: Signal, limit: number): Signal {
  return limit >= 2 ** value.width - 1 ? ONE : not(ltu(constant(value.width, limit), value));
}

/** value − amount; never used once the value is at most the amount, so an amount beyond the range is left out. */
function decrease(value: Signal, amount: number): Signal {
  return amount >= 2 ** value.width - 1 ? value : sub(value, constant(value.width, amount));
}
