/**
 * What happens at the ports of a module while a design works on real data: 32 independent streams side by side, bit i of
 * each word is stream i. Written from the mathematics of the product, so that a module can be simulated alone.
 */
export interface ModuleTrace {
  readonly cycles: number;
  /**
   * Input port, or `instance.port` for an output of a child instance (all copies of a repeated instance in one vector, as
   * in the netlist) → `cycles × width` words: bit b in cycle c at `[c · width + b]`. A port that is left out stays 0; of one
   * that many equal groups share, the first group may stand for all. `clk`, if it is there, has a 1 in the cycles and
   * streams in which the clock of the module ticks: it comes from a clock gate.
   */
  readonly inputs: Readonly<Record<string, Int32Array>>;
  /** Per cycle: what the step does, as one of PHASES. */
  readonly phases: Uint8Array;
  /** Gives the words of this trace to another one; whoever calls it reads none of them any more. */
  readonly release?: (trace: Pick<ModuleTrace, "inputs">) => void;
}

/**
 * Steps by what changes: `hold` brings new keys only; `first` is the first step with a new tile of activations; `last` the
 * step before it, in which the tile is taken in. Where every step brings a tile, all are `first`. In `warmUp`, state fills:
 * flip-flops start at 0, and what these steps cost is no part of any mean.
 */
export const PHASES = { hold: 0, first: 1, last: 2, warmUp: 3 } as const;

/** Statistics of the data that a trace is drawn from. */
export interface DataStatistics {
  /** Part of the weights that is zero; the others are +1 or −1 alike. */
  readonly zeroWeights: number;
  /** Standard deviation of the Gaussian activations, as a part of their largest value. */
  readonly activationDeviation: number;
  readonly seed: number;
}

/** How a module is stimulated while the design works. */
export interface ModuleActivity {
  readonly key: string;
  /**
   * Stated where components of one key differ in constants, so that no one trace fits all: mean transitions per
   * flip-flop and cycle, for estimates without synthesis.
   */
  readonly meanTransitions?: number;
  readonly trace: (statistics: DataStatistics) => ModuleTrace;
  /** The trace without ports that are only for the module's children, where drawing those takes long. */
  readonly ownTrace?: (statistics: DataStatistics) => ModuleTrace;
  /**
   * What the same data look like at one input port, where that takes less than the whole trace; one key means equal
   * transitions at that port, whatever the module is. Undefined: see the trace.
   */
  readonly ofPort?: (port: string) => Pick<ModuleActivity, "key" | "trace"> | undefined;
}
