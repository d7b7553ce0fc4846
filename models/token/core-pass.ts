import type { TileShape } from "../../generators/contract/index.ts";
import { mapWorkload, prepareWorkload, stepsOf, whyUnfit, type PreparedWorkload } from "../workload/mapping.ts";
import { dealtOutputs } from "../workload/dealt.ts";
import type { Layer } from "../workload/layer.ts";
import { tokensOf, type Pass } from "./pass.ts";
import type { WholeModel } from "./whole-model.ts";

/** What a pass takes of the cores. */
export interface CorePass {
  /** Steps of all cores. */
  readonly steps: number;
  /** Until the core with the largest share is done. */
  readonly cycles: number;
  /** Steps whose keys differ: what the weights come to in the order in which they are read. */
  readonly weightSteps: number;
}

/** The products of a model, mapped: those of the blocks, and a ternary head. */
export interface CorePart {
  readonly layers: readonly Layer[];
  readonly workload: PreparedWorkload;
  /** Tokens of a pass that run it. */
  readonly tokensOf: (pass: Pass) => number;
}

/** What runs on the cores; empty parts are left out. */
export function coreParts({ name, body, head }: WholeModel, cores: number): readonly CorePart[] {
  const part = (layers: readonly Layer[], tokens: CorePart["tokensOf"]): readonly CorePart[] =>
    layers.length === 0 ? [] : [{ layers, workload: prepared(name, layers, cores), tokensOf: tokens }];
  return [...part(body, tokensOf), ...part(head, ({ sequences, logits }) => sequences * logits)];
}

function prepared(name: string, layers: readonly Layer[], cores: number): PreparedWorkload {
  return prepareWorkload({ name, title: name, source: name, layers, cores });
}

/** Why a tile cannot serve the parts, if so. */
export function whyUnfitParts(parts: readonly CorePart[], tile: TileShape): string | undefined {
  return parts.map(({ workload }) => whyUnfit(workload, tile)).find((why) => why !== undefined);
}

/**
 * What a pass takes of cores of this shape. Every product runs for one token after the other while its keys stay in their buffer;
 * a layer waits for the last result of the one before, so the latency is paid once a layer, not once a token:
 *
 *     cycles = Σ parts tokens·(cycles of a token − layers·latency) + layers·latency
 */
export function corePass(parts: readonly CorePart[], tile: TileShape, pass: Pass): CorePass {
  let [steps, cycles, weightSteps] = [0, 0, 0];
  for (const { layers, workload, tokensOf: tokensIn } of parts) {
    const tokens = tokensIn(pass);
    if (tokens === 0) continue;
    const one = mapWorkload(workload, tile, { steps: 0, cycles: 0 });
    const waiting = tile.latencyCycles * workload.shapes.reduce((sum, { count }) => sum + count, 0);
    steps += tokens * one.steps;
    cycles += tokens * (one.cycles - waiting) + waiting;
    const read = prepared(workload.name, matricesRead(layers, tokens), workload.cores);
    weightSteps += mapWorkload(read, tile, { steps: 0, cycles: 0 }).steps;
  }
  return { steps, cycles, weightSteps };
}

/** Layers with as many matrices as tokens read at most: where there are experts, each token others, until all are read. */
function matricesRead(layers: readonly Layer[], tokens: number): readonly Layer[] {
  return layers.map((layer) => ({ ...layer, count: Math.min(layer.stored ?? layer.count, tokens * layer.count) }));
}

/** Steps whose keys all weights of a model are, those that a token does not use included. */
export function storedSteps(parts: readonly CorePart[], tile: TileShape): number {
  return parts
    .map(({ layers, workload }) =>
      prepared(
        workload.name,
        layers.map((layer) => ({ ...layer, count: layer.stored ?? layer.count })),
        workload.cores,
      ),
    )
    .reduce((sum, all) => sum + mapWorkload(all, tile, { steps: 0, cycles: 0 }).steps, 0);
}

/** Steps of the largest product that a core runs: its keys must stay while one token after the other takes them. */
export function largestProductSteps(parts: readonly CorePart[], tile: TileShape): number {
  const sizes = parts.flatMap(({ workload: { shapes, cores } }) =>
    shapes.map(({ inputs, outputs }) => {
      if (tile.shape === "fixed") return stepsOf(tile, tile.maxInputs, tile.maxOutputs);
      const [largest] = dealtOutputs(outputs, tile, cores);
      return stepsOf(tile, inputs, Math.min(tile.maxOutputs, largest?.outputs ?? outputs));
    }),
  );
  return Math.max(...sizes);
}
