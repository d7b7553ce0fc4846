import { PHASES, type ModuleTrace } from "../../generators/contract/index.ts";
import { countModule } from "../../src/hdl/ledger.ts";
import type { Module } from "../../src/hdl/index.ts";
import { countToggles, popcount, type ToggleCounts } from "../../src/hdl/toggles.ts";
import { ENERGY_TERMS, type EnergyPrices, type EnergyTerm } from "../technology/prices.ts";

/** What `use` makes of a trace, which nobody needs after it. */
export function withTrace<T>(trace: ModuleTrace, use: (trace: ModuleTrace) => T): T {
  try {
    return use(trace);
  } finally {
    trace.release?.(trace);
  }
}

/** Transitions per cycle of one instance. */
export type EnergyCounts = Readonly<Record<EnergyTerm, number>>;

/** Σ counts × prices [fJ]. */
export function priceTransitions(counts: EnergyCounts, prices: EnergyPrices): number {
  let energy = 0;
  for (const term of ENERGY_TERMS) energy += counts[term] * prices[term];
  return energy;
}

/** What moves in the netlist of one instance in a cycle. */
export interface CycleCounts {
  readonly transitions: EnergyCounts;
  readonly clock: ClockCounts;
}

/** Flip-flops whose clock ticks, and clock gates that a tick goes through or stops at. */
export interface ClockCounts {
  readonly ticks: number;
  readonly openGates: number;
  readonly shutGates: number;
}

/** Transitions in the netlist of one instance, per cycle. */
export interface ModuleTransitions {
  readonly load: CycleCounts;
  readonly hold: CycleCounts;
  readonly flipFlops: number;
}

/** Simulates a module under its trace. */
export function transitionsOf(module: Module, trace: ModuleTrace): ModuleTransitions {
  const { classes, flipFlops } = countToggles(module, trace, trace.phases, PHASES.warmUp);
  const byPhase = mergePhases<CycleCounts>(
    new Map([...classes].map(([phase, counts]) => [phase, cycleOf(counts)])),
    (parts) => {
      const mean = (count: (of: CycleCounts) => number): number =>
        parts.reduce((sum, { of, weight }) => sum + weight * count(of), 0);
      const terms = ENERGY_TERMS.map((term) => [term, mean(({ transitions }) => transitions[term])]);
      return {
        transitions: Object.fromEntries(terms) as Record<EnergyTerm, number>,
        clock: {
          ticks: mean(({ clock }) => clock.ticks),
          openGates: mean(({ clock }) => clock.openGates),
          shutGates: mean(({ clock }) => clock.shutGates),
        },
      };
    },
  );
  return { ...byPhase, flipFlops };
}

/** Every net of a module moves as often as its flip-flops are said to, on average. */
export function meanTransitionsOf(module: Module, transitions: number): ModuleTransitions {
  const counts = countModule(module);
  const { plainFlipFlops, enableFlipFlops, resetFlipFlops, enableResetFlipFlops, memoryBits } = counts;
  const flipFlops = plainFlipFlops + enableFlipFlops + resetFlipFlops + enableResetFlipFlops + memoryBits;
  const gates = counts.andBits + counts.orBits + counts.equalBits + counts.chooseBits;
  const muxes = counts.muxBits + enableFlipFlops + enableResetFlipFlops;
  const adders = counts.fullAdders + counts.halfAdders + counts.adderBits;
  const nets = {
    gate: gates,
    mask: 0,
    xor: counts.xorBits,
    flip: 0,
    mux: muxes,
    sum: adders,
    carry: adders,
    compare: counts.compareBits,
    register: flipFlops,
    input: 0,
  };
  const all = Object.values(nets).reduce((sum, each) => sum + each, 0);
  const terms = Object.entries({ ...nets, reader: READERS_PER_NET * all }).map(([term, count]) => [
    term,
    count * transitions,
  ]);
  const transitionsOfTerms = Object.fromEntries(terms) as Record<EnergyTerm, number>;
  // Nobody knows when its gates are open: they always are.
  const clock = { ticks: flipFlops, openGates: counts.clockGates, shutGates: 0 };
  const cycle = { transitions: transitionsOfTerms, clock };
  return { load: cycle, hold: cycle, flipFlops };
}

const READERS_PER_NET = 2;

function cycleOf({ toggles, reads, ticks, gates }: ToggleCounts): CycleCounts {
  return {
    transitions: { ...toggles, reader: reads },
    clock: { ticks, openGates: gates.open, shutGates: gates.shut },
  };
}

/**
 * Energies per phase → per step that loads a tile and per step that does not. A tile that stays for D steps costs
 * first + (D − 2)·hold + last = load + (D − 1)·hold, so load = first + last − hold. Where every step loads, it is `first`;
 * without a `last` the two are told apart as they are.
 */
export function mergePhases<T>(
  phases: ReadonlyMap<number, T>,
  combine: (parts: readonly { readonly of: T; readonly weight: number }[]) => T,
): { readonly load: T; readonly hold: T } {
  const [first, hold, last] = [phases.get(PHASES.first), phases.get(PHASES.hold), phases.get(PHASES.last)];
  if (first === undefined) throw new Error("internal: a trace loads no tile");
  if (hold === undefined || last === undefined) return { load: first, hold: hold ?? first };
  const load = combine([
    { of: first, weight: 1 },
    { of: last, weight: 1 },
    { of: hold, weight: -1 },
  ]);
  return { load, hold };
}

/** Mean transitions of one bit of a port, per step that loads a tile and per step that does not. */
export interface PortTransitions {
  readonly load: number;
  readonly hold: number;
}

/** Counts the transitions of each port in a trace. */
export function portTransitions({ cycles, inputs, phases }: ModuleTrace): ReadonlyMap<string, PortTransitions> {
  return new Map(Object.entries(inputs).map(([port, words]) => [port, transitionsOfPort(words, cycles, phases)]));
}

function transitionsOfPort(words: Int32Array, cycles: number, phases: Uint8Array): PortTransitions {
  const width = words.length / cycles;
  const sums = new Map<number, { transitions: number; cycles: number }>();
  for (let cycle = 1; cycle < cycles; cycle++) {
    const phase = phases[cycle]!;
    const sum = sums.get(phase) ?? { transitions: 0, cycles: 0 };
    sums.set(phase, sum);
    sum.cycles++;
    for (let bit = 0; bit < width; bit++)
      sum.transitions += popcount(words[cycle * width + bit]! ^ words[(cycle - 1) * width + bit]!) / 32;
  }
  const rates = new Map([...sums].map(([phase, sum]) => [phase, sum.transitions / (sum.cycles * width)]));
  return mergePhases(rates, (parts) => parts.reduce((sum, { of, weight }) => sum + weight * of, 0));
}
