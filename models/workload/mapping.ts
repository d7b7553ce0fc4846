import type { TileShape } from "../../generators/contract/index.ts";
import { dealtOutputs } from "./dealt.ts";
import type { Workload } from "./workload.ts";

/** A layer shape, with the number of times one token runs it. */
interface LayerShape {
  /** The first layer of this shape, for messages. */
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly count: number;
}

/** A workload made ready to be mapped: layers of one shape joined, so that a design costs a few dozen operations. */
export interface PreparedWorkload {
  readonly name: string;
  readonly shapes: readonly LayerShape[];
  readonly macs: number;
  /** Equal cores that share the outputs of each product. */
  readonly cores: number;
}

/** What one token costs on a core. */
export interface TokenCost {
  /** Tiles of all layers, padding included, on all cores. */
  steps: number;
  /** Clock cycles of all layers, on the core with the largest share. */
  cycles: number;
}

/** Joins the layers of one shape. */
export function prepareWorkload(workload: Workload): PreparedWorkload {
  const shapes = new Map<string, LayerShape>();
  for (const layer of workload.layers) {
    const key = `${layer.inputs}×${layer.outputs}`;
    const first = shapes.get(key) ?? { ...layer, count: 0 };
    shapes.set(key, { ...first, count: first.count + layer.count });
  }
  const macs = workload.layers.reduce((sum, layer) => sum + layer.inputs * layer.outputs * layer.count, 0);
  return { name: workload.name, shapes: [...shapes.values()], macs, cores: workload.cores ?? 1 };
}

/** Why `tile` cannot serve the workload, or undefined if it can: a layer with more inputs than N could overflow a sum. */
export function whyUnfit(workload: PreparedWorkload, tile: TileShape): string | undefined {
  for (const shape of workload.shapes) {
    if (shape.inputs > tile.maxInputs)
      return `layer ${shape.name} needs ${shape.inputs} inputs, design has ${tile.maxInputs}`;
  }
  return undefined;
}

/**
 * What one token costs on cores of this shape. Call it only when `whyUnfit` is undefined.
 *
 * A layer of n inputs and m outputs is ⌈m/M⌉ products, the last one smaller; with shape `fixed` every product is the
 * full N×M, zeros filled in. With I inputs and K outputs a step,
 *
 *     steps  = Σ products ⌈n/I⌉·⌈m_p/K⌉               (runtime; m_p: outputs of the product)
 *            = Σ products ⌈N/I⌉·⌈M/K⌉                 (fixed)
 *     cycles = Σ products (steps + idleCyclesPerProduct) + Σ layers latencyCycles
 *
 * The products of one layer follow each other without a gap, but every layer waits for the last output of the former
 * (so it pays the latency once): also q, k, v and gate, up, which share their input, since one core runs one at a time
 * and their order is not modelled. The streams never stall. Several cores share the outputs of each layer (`dealtOutputs`) and
 * all wait for the slowest before the next. The result is written to `cost` (reused by sweeps).
 */
export function mapWorkload(workload: PreparedWorkload, tile: TileShape, cost: TokenCost): TokenCost {
  let steps = 0;
  let cycles = 0;
  for (const { inputs, outputs, count } of workload.shapes) {
    let slowest = 0;
    for (const share of dealtOutputs(outputs, tile, workload.cores)) {
      const products = Math.ceil(share.outputs / tile.maxOutputs);
      const own =
        tile.shape === "fixed"
          ? products * stepsOf(tile, tile.maxInputs, tile.maxOutputs)
          : runtimeSteps(tile, inputs, share.outputs);
      steps += count * share.cores * own;
      slowest = Math.max(slowest, own + products * tile.idleCyclesPerProduct + tile.latencyCycles);
    }
    cycles += count * slowest;
  }
  cost.steps = steps;
  cost.cycles = cycles;
  return cost;
}

function runtimeSteps(tile: TileShape, inputs: number, outputs: number): number {
  const full = Math.floor(outputs / tile.maxOutputs);
  const rest = outputs - full * tile.maxOutputs;
  return full * stepsOf(tile, inputs, tile.maxOutputs) + stepsOf(tile, inputs, rest);
}

/** Steps of a product that a tile can take: tiles of inputs × tiles of outputs. */
export function stepsOf(tile: TileShape, inputs: number, outputs: number): number {
  return Math.ceil(inputs / tile.inputsPerStep) * Math.ceil(outputs / tile.outputsPerStep);
}
