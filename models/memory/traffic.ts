import type { TileShape } from "../../generators/contract/index.ts";
import { dealtOutputs } from "../workload/dealt.ts";
import type { PreparedWorkload } from "../workload/mapping.ts";

/** Accesses of one token to the buffers, in words: a step's activations, a step's outputs. */
export interface Traffic {
  activationWrites: number;
  activationReads: number;
  resultWrites: number;
}

/**
 * Counts the accesses of one token. With I inputs and K outputs a step, a layer of n inputs and m outputs
 *
 * - writes its ⌈n/I⌉ words of activations once;
 * - reads them once per product if tables are stationary, else once per tile of outputs: the loop orders differ here;
 * - writes ⌈m_p/K⌉ words of results per product.
 *
 * Each of several cores that share the outputs has buffers of its own, and so writes and reads all activations itself.
 *
 * Shape `fixed` runs products of full size N×M. The result is written to `traffic` (reused by sweeps).
 */
export function countTraffic(workload: PreparedWorkload, tile: TileShape, traffic: Traffic): Traffic {
  traffic.activationWrites = traffic.activationReads = traffic.resultWrites = 0;
  const isStationary = tile.loadsPerStep < 1;
  for (const { inputs, outputs, count } of workload.shapes) {
    const inputTiles = Math.ceil((tile.shape === "fixed" ? tile.maxInputs : inputs) / tile.inputsPerStep);
    for (const share of dealtOutputs(outputs, tile, workload.cores)) {
      const products = Math.ceil(share.outputs / tile.maxOutputs);
      const outputTiles = outputTilesOf(tile, share.outputs, products);
      const cores = count * share.cores;
      traffic.activationWrites += cores * Math.ceil(inputs / tile.inputsPerStep);
      traffic.activationReads += cores * inputTiles * (isStationary ? products : outputTiles);
      traffic.resultWrites += cores * outputTiles;
    }
  }
  return traffic;
}

/** Tiles of outputs over all products of a layer; only the last product can be smaller. */
function outputTilesOf(tile: TileShape, outputs: number, products: number): number {
  const full = Math.ceil(tile.maxOutputs / tile.outputsPerStep);
  if (tile.shape === "fixed") return products * full;
  const rest = outputs - (products - 1) * tile.maxOutputs;
  return (products - 1) * full + Math.ceil(rest / tile.outputsPerStep);
}
