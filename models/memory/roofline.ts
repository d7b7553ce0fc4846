import { topsOfGops, topsOfRate } from "../../src/core/units.ts";

/** One design under its roofs: plain numbers for a chart. */
export interface Roofline {
  /** Operational intensity: useful operations (2 per MAC) per byte read from DRAM. */
  readonly operationsPerByte: number;
  /** Flat roof: 2 operations per MAC slot and cycle [10¹² op/s]. */
  readonly peakTops: number;
  /** Slope of the other roof [10¹² op/s per op/byte]. */
  readonly topsPerIntensity: number;
  /** Where the roofs meet [op/byte]. */
  readonly ridgeOperationsPerByte: number;
  /** The lower roof at this intensity [10¹² op/s]. */
  readonly attainableTops: number;
  /** What the design does, padding and idle cycles included [10¹² op/s]. */
  readonly achievedTops: number;
  readonly bound: "compute" | "bandwidth";
}

/**
 * The roofline of decode (Williams et al., CACM 52(4), 2009): one token reads all weights once, so the intensity is set by
 * the weights' coding and by padding alone.
 * @param input useful MACs and weight bits of a token; peak throughput; DRAM bandwidth [10⁹ byte/s]; tokens/s with memory
 */
export function rooflineOf(input: {
  readonly macsPerToken: number;
  readonly weightBitsPerToken: number;
  readonly peakTops: number;
  readonly bandwidthGBps: number;
  readonly tokensPerSecond: number;
}): Roofline {
  const { macsPerToken, weightBitsPerToken, peakTops, bandwidthGBps, tokensPerSecond } = input;
  const operationsPerByte = (2 * macsPerToken) / (weightBitsPerToken / 8);
  const topsPerIntensity = topsOfGops(bandwidthGBps);
  const slopeTops = topsPerIntensity * operationsPerByte;
  return {
    operationsPerByte,
    peakTops,
    topsPerIntensity,
    ridgeOperationsPerByte: peakTops / topsPerIntensity,
    attainableTops: Math.min(peakTops, slopeTops),
    achievedTops: topsOfRate(2 * macsPerToken * tokensPerSecond),
    bound: slopeTops < peakTops ? "bandwidth" : "compute",
  };
}
