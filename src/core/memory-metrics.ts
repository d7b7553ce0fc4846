import { less, more, type MetricFacts } from "./metric.ts";

/** Buffers and DRAM are priced from published data that synthesis does not measure. */
const DATA: MetricFacts = { kinds: ["core"], range: "above 0", known: "before training", restsOn: "nothing" };

/** The metrics of a core with its memory, for spaces and designs that state one. */
export const MEMORY_METRICS = {
  sramAreaUm2: less("µm²", "memory area", "area of the on-chip buffers for weights, activations and results", DATA),
  systemAreaUm2: less("µm²", "area with memory", "standard cells and on-chip buffers", DATA),
  sramEnergyPerTokenUj: less(
    "µJ",
    "buffer energy per token",
    "energy of the on-chip buffers for one token, leakage included",
    DATA,
  ),
  dramEnergyPerTokenUj: less("µJ", "DRAM energy per token", "energy to read the weights of one token from DRAM", DATA),
  systemEnergyPerTokenUj: less("µJ", "energy per token with memory", "core, buffers and DRAM", DATA),
  bandwidthTokensPerSecond: more(
    "token/s",
    "tokens per second, bandwidth bound",
    "DRAM bandwidth divided by the weight bits of one token",
    DATA,
  ),
  systemTokensPerSecond: more(
    "token/s",
    "tokens per second with memory",
    "the smaller of compute and bandwidth bound",
    DATA,
  ),
};

/** The name of a metric of memory. */
export type MemoryMetric = keyof typeof MEMORY_METRICS;
