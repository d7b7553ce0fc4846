import type { Direction } from "./result.ts";
import { UPDATE_METRICS } from "./update-metrics.ts";

/** What a design is: a core that multiplies, or a unit that updates the weights of synapse devices. */
export type DesignKind = "core" | "update-unit";

/** What is known about a metric: its unit, its better direction, and how people read it. The one list of metrics. */
export interface MetricDescription {
  readonly name: string;
  readonly unit: string;
  readonly label: string;
  readonly better: Direction;
  readonly description: string;
}

const CORE_METRICS: readonly MetricDescription[] = [
  {
    name: "areaUm2",
    unit: "µm²",
    label: "area",
    better: "minimize",
    description: "standard-cell area without placement overhead",
  },
  {
    name: "ge",
    unit: "GE",
    label: "gate equivalents",
    better: "minimize",
    description: "area divided by the area of the smallest NAND2",
  },
  {
    name: "macsPerCycle",
    unit: "MAC/cycle",
    label: "MACs per cycle",
    better: "maximize",
    description: "weights per step, zeros included (one tile)",
  },
  {
    name: "areaPerMacUm2",
    unit: "µm²",
    label: "area per MAC/cycle",
    better: "minimize",
    description: "area divided by MACs per cycle",
  },
  {
    name: "tops",
    unit: "TOPS",
    label: "throughput",
    better: "maximize",
    description: "2 operations per MAC at the stated clock, zero weights counted",
  },
  {
    name: "topsPerMm2",
    unit: "TOPS/mm²",
    label: "throughput density",
    better: "maximize",
    description: "peak throughput divided by area, zero weights counted",
  },
  {
    name: "keyBitsPerStep",
    unit: "bit",
    label: "weight bits per step",
    better: "minimize",
    description: "width of the key stream",
  },
  {
    name: "weightBitsPerToken",
    unit: "bit",
    label: "weight bits per token",
    better: "minimize",
    description: "key bits read for one token, padding included",
  },
  {
    name: "stepsPerToken",
    unit: "step",
    label: "steps per token",
    better: "minimize",
    description: "tiles of all layers, padding included",
  },
  {
    name: "cyclesPerToken",
    unit: "cycle",
    label: "cycles per token",
    better: "minimize",
    description: "clock cycles for all layers of one token",
  },
  {
    name: "latencyUs",
    unit: "µs",
    label: "latency per token",
    better: "minimize",
    description: "cycles per token at the stated clock",
  },
  {
    name: "tokensPerSecond",
    unit: "token/s",
    label: "tokens per second",
    better: "maximize",
    description: "1 / latency; linear layers only",
  },
  {
    name: "utilisation",
    unit: "–",
    label: "utilisation",
    better: "maximize",
    description: "useful MACs divided by MAC slots over all cycles of a token",
  },
  {
    name: "criticalPathPs",
    unit: "ps",
    label: "critical path",
    better: "minimize",
    description: "longest path between registers or ports, setup included, before placement",
  },
  {
    name: "fMaxMhz",
    unit: "MHz",
    label: "highest clock",
    better: "maximize",
    description: "1 / critical path",
  },
  {
    name: "leakageUw",
    unit: "µW",
    label: "leakage",
    better: "minimize",
    description: "leakage power of the core",
  },
  {
    name: "powerMw",
    unit: "mW",
    label: "power",
    better: "minimize",
    description: "power of the core at the stated clock and activity, one step per cycle",
  },
  {
    name: "energyPerStepPj",
    unit: "pJ",
    label: "energy per step",
    better: "minimize",
    description: "energy of the core in one step at the stated clock and activity",
  },
  {
    name: "energyPerMacFj",
    unit: "fJ",
    label: "energy per MAC",
    better: "minimize",
    description: "energy of the core per MAC, zero weights counted",
  },
  {
    name: "energyPerTokenUj",
    unit: "µJ",
    label: "energy per token",
    better: "minimize",
    description: "energy of the core for one token, without memory",
  },
  {
    name: "sramAreaUm2",
    unit: "µm²",
    label: "memory area",
    better: "minimize",
    description: "area of the on-chip buffers for weights, activations and results",
  },
  {
    name: "systemAreaUm2",
    unit: "µm²",
    label: "area with memory",
    better: "minimize",
    description: "standard cells and on-chip buffers",
  },
  {
    name: "sramEnergyPerTokenUj",
    unit: "µJ",
    label: "buffer energy per token",
    better: "minimize",
    description: "energy of the on-chip buffers for one token, leakage included",
  },
  {
    name: "dramEnergyPerTokenUj",
    unit: "µJ",
    label: "DRAM energy per token",
    better: "minimize",
    description: "energy to read the weights of one token from DRAM",
  },
  {
    name: "systemEnergyPerTokenUj",
    unit: "µJ",
    label: "energy per token with memory",
    better: "minimize",
    description: "core, buffers and DRAM",
  },
  {
    name: "bandwidthTokensPerSecond",
    unit: "token/s",
    label: "tokens per second, bandwidth bound",
    better: "maximize",
    description: "DRAM bandwidth divided by the weight bits of one token",
  },
  {
    name: "systemTokensPerSecond",
    unit: "token/s",
    label: "tokens per second with memory",
    better: "maximize",
    description: "the smaller of compute and bandwidth bound",
  },
  {
    name: "errorRms",
    unit: "–",
    label: "RMS error",
    better: "minimize",
    description: "RMS error against exact sums, part of their RMS, Gaussian activations; 0: exact arithmetic",
  },
  {
    name: "errorMax",
    unit: "–",
    label: "largest error",
    better: "minimize",
    description:
      "largest sampled error against exact sums, part of their RMS, Gaussian activations; 0: exact arithmetic",
  },
  {
    name: "errorRmsHeavy",
    unit: "–",
    label: "RMS error with outliers",
    better: "minimize",
    description: "as errorRms, heavy-tailed activations (Student t, 3 degrees of freedom)",
  },
  {
    name: "errorMaxHeavy",
    unit: "–",
    label: "largest error with outliers",
    better: "minimize",
    description: "as errorMax, heavy-tailed activations (Student t, 3 degrees of freedom)",
  },
];

/** All metrics: those of cores, then those that only update units have. */
export const METRICS: readonly MetricDescription[] = [...CORE_METRICS, ...UPDATE_METRICS];

/** Metrics of cores that update units have as well. */
const SHARED: readonly string[] = ["areaUm2", "ge", "criticalPathPs", "fMaxMhz", "leakageUw"];

/** The metrics that designs of a kind can have, in the order of METRICS. */
export function metricsOf(kind: DesignKind): readonly MetricDescription[] {
  if (kind === "core") return CORE_METRICS;
  return METRICS.filter((metric) => SHARED.includes(metric.name) || UPDATE_METRICS.includes(metric));
}

/** The description of a metric, or undefined if no such metric exists. */
export function findMetric(name: string): MetricDescription | undefined {
  return METRICS.find((metric) => metric.name === name);
}
