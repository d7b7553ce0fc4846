import type { Component, ModuleActivity, TopInstance } from "../../generators/contract/index.ts";
import type { KnownTexts } from "../../src/core/known-texts.ts";
import type { Fidelity } from "../../src/core/result.ts";
import type { TopModel } from "./delay/critical-path.ts";

/** What a module costs wherever it stands: its own logic, children not counted. */
export interface ModuleCost {
  readonly areaUm2: number;
  readonly leakageNw: number;
}

/** What is known of the circuit of a design, summed over its modules. */
export interface CoreCost {
  areaUm2: number;
  leakageNw: number;
  /** Energy of a step without leakage that brings a new tile of activations, and of one that does not [fJ]. */
  loadFj: number;
  holdFj: number;
  /** Energy of a cycle in which nothing but the clock moves [fJ]. */
  idleFj: number;
  criticalPathPs: number;
}

/** Energy of one instance in one cycle by its cause [fJ]. */
export interface CycleEnergy {
  readonly switching: number;
  readonly internal: number;
  readonly clock: number;
}

/** All causes together [fJ]. */
export function totalFj({ switching, internal, clock }: CycleEnergy): number {
  return switching + internal + clock;
}

/** Energy in a step that brings a new tile of activations, and in one that brings new keys only. */
export interface ModuleEnergy {
  readonly load: CycleEnergy;
  readonly hold: CycleEnergy;
}

/** What comes on top of the components: wires between them, buffers on nets that many read. */
export interface TopCost extends ModuleCost {
  readonly buffers: number;
  readonly energy: ModuleEnergy;
  readonly criticalPathPs: number;
}

/** What one fan-out buffer takes in a step that loads a tile, and in one that does not [fJ], leakage apart. */
export interface BufferEnergy {
  readonly loadFj: number;
  readonly holdFj: number;
}

/** What the costs of tops are made of, for those who put many tops together from few pieces. */
export interface TopPieces {
  readonly timing: TopModel;
  /** What was worked out before from the same numbers. */
  readonly known: KnownTexts | undefined;
  /** One fan-out buffer. */
  readonly buffer: ModuleCost;
  /** A buffer on the net that drives this port of a module. */
  bufferEnergy(moduleName: string, activity: ModuleActivity, port: string): BufferEnergy;
}

/** What designs that share parts are put together from. */
export interface CostPieces {
  /** Whether the source knows every module. */
  readonly isComplete: boolean;
  readonly top: TopPieces;
}

/**
 * A source of numbers for modules. `undefined` means that this source does not know the module; a price of 0 or none is
 * never an answer. What it returns is kept by the caller, by component key and activity key.
 */
export interface CostModel {
  readonly fidelity: Fidelity;
  /** Without it, each design is worked out by itself. */
  readonly pieces?: CostPieces;
  cost(component: Component): ModuleCost | undefined;
  energy(component: Component): ModuleEnergy | undefined;
  top(instances: readonly TopInstance[]): TopCost;
}
