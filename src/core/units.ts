/**
 * Conversions between units, named after what comes out and what goes in. Each is one rounding of the quotient or product
 * that stands here: x / 1000 and x * 0.001 are not the same number.
 */

/** Period of a clock [ps]. */
export const periodPsOfMhz = (clockMhz: number): number => 1e6 / clockMhz;
/** Clock of a period [MHz]. */
export const mhzOfPeriodPs = (periodPs: number): number => 1e6 / periodPs;
/** Cycles of a clock in a time, not rounded to whole ones. */
export const cyclesOfNs = (timeNs: number, clockMhz: number): number => (timeNs * clockMhz) / 1000;
/** Time of a number of cycles [µs]. */
export const usOfCycles = (cycles: number, clockMhz: number): number => cycles / clockMhz;
/** Time of a number of cycles [s]. */
export const secondsOfCycles = (cycles: number, clockMhz: number): number => cycles / (clockMhz * 1e6);
/** [µs] → [s] */
export const secondsOfUs = (timeUs: number): number => timeUs / 1e6;
/** How often a second holds a time [1/s]. */
export const perSecondOfUs = (timeUs: number): number => 1e6 / timeUs;

/** [fJ] → [pJ] */
export const pjOfFj = (energyFj: number): number => energyFj / 1000;
/** [fJ] → [nJ] */
export const njOfFj = (energyFj: number): number => energyFj / 1e6;
/** [fJ] → [µJ] */
export const ujOfFj = (energyFj: number): number => energyFj / 1e9;
/** [fJ] → [mJ] */
export const mjOfFj = (energyFj: number): number => energyFj / 1e12;
/** [pJ] → [µJ] */
export const ujOfPj = (energyPj: number): number => energyPj / 1e6;
/** [µJ] → [J] */
export const jOfUj = (energyUj: number): number => energyUj / 1e6;
/** [pJ] → [fJ] */
export const fjOfPj = (energyPj: number): number => energyPj * 1e3;
/** [nJ] → [fJ] */
export const fjOfNj = (energyNj: number): number => energyNj * 1e6;
/** [J] → [fJ] */
export const fjOfJ = (energyJ: number): number => energyJ * 1e15;
/** [J] → [pJ] */
export const pjOfJ = (energyJ: number): number => energyJ * 1e12;
/** [nJ] → [J] */
export const jOfNj = (energyNj: number): number => energyNj * 1e-9;

/** Energy of a power in a cycle of a clock [fJ]. */
export const fjOfNw = (powerNw: number, clockMhz: number): number => powerNw / clockMhz;
/** Power of an energy in each cycle of a clock [mW]. */
export const mwOfFj = (energyFj: number, clockMhz: number): number => (energyFj * clockMhz) / 1e6;
/** Power of an energy in each cycle of a clock [W]. */
export const wattsOfFj = (energyFj: number, clockMhz: number): number => energyFj * clockMhz * 1e-9;
/** [nW] → [µW] */
export const uwOfNw = (powerNw: number): number => powerNw / 1000;
/** [mW] → [µW] */
export const uwOfMw = (powerMw: number): number => powerMw * 1000;

/** Operations in each cycle of a clock → [TOPS] */
export const topsOfCycle = (operationsPerCycle: number, clockMhz: number): number =>
  (operationsPerCycle * clockMhz) / 1e6;
/** [operation/s] → [TOPS] */
export const topsOfRate = (operationsPerSecond: number): number => operationsPerSecond / 1e12;
/** [GOPS] → [TOPS]: operations per byte times GB/s. */
export const topsOfGops = (gops: number): number => gops / 1000;
/** [TOPS] → [GOPS] */
export const gopsOfTops = (tops: number): number => tops * 1000;
/** [bit] → [byte] */
export const bytesOfBits = (bits: number): number => bits / 8;
/** [byte] → [bit] */
export const bitsOfBytes = (bytes: number): number => bytes * 8;
/** Bits that come in a microsecond. */
export const bitsPerUsOfGBps = (bandwidthGBps: number): number => bandwidthGBps * 8000;

/** [1/µm²] → [1/mm²] */
export const perMm2OfPerUm2 = (density: number): number => density * 1e6;
/** [S] → [µS] */
export const microsiemensOfS = (conductanceS: number): number => conductanceS * 1e6;
