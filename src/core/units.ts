/**
 * Conversions between units, named after what comes out and what goes in. Each is one rounding of the quotient or product
 * that stands here: x / 1000 and x * 0.001 are not the same number.
 */

/** Period of a clock [ps]. */
export function periodPsOfMhz(clockMhz: number): number {
  return 1e6 / clockMhz;
}

/** Clock of a period [MHz]. */
export function mhzOfPeriodPs(periodPs: number): number {
  return 1e6 / periodPs;
}

/** Cycles of a clock in a time, not rounded to whole ones. */
export function cyclesOfNs(timeNs: number, clockMhz: number): number {
  return (timeNs * clockMhz) / 1000;
}

/** Time of a number of cycles [µs]. */
export function usOfCycles(cycles: number, clockMhz: number): number {
  return cycles / clockMhz;
}

/** Time of a number of cycles [s]. */
export function secondsOfCycles(cycles: number, clockMhz: number): number {
  return cycles / (clockMhz * 1e6);
}

/** [µs] → [s] */
export function secondsOfUs(timeUs: number): number {
  return timeUs / 1e6;
}

/** How often a second holds a time [1/s]. */
export function perSecondOfUs(timeUs: number): number {
  return 1e6 / timeUs;
}

/** [fJ] → [pJ] */
export function pjOfFj(energyFj: number): number {
  return energyFj / 1000;
}

/** [fJ] → [nJ] */
export function njOfFj(energyFj: number): number {
  return energyFj / 1e6;
}

/** [fJ] → [µJ] */
export function ujOfFj(energyFj: number): number {
  return energyFj / 1e9;
}

/** [fJ] → [mJ] */
export function mjOfFj(energyFj: number): number {
  return energyFj / 1e12;
}

/** [pJ] → [µJ] */
export function ujOfPj(energyPj: number): number {
  return energyPj / 1e6;
}

/** [pJ] → [fJ] */
export function fjOfPj(energyPj: number): number {
  return energyPj * 1e3;
}

/** [nJ] → [fJ] */
export function fjOfNj(energyNj: number): number {
  return energyNj * 1e6;
}

/** [J] → [fJ] */
export function fjOfJ(energyJ: number): number {
  return energyJ * 1e15;
}

/** [J] → [pJ] */
export function pjOfJ(energyJ: number): number {
  return energyJ * 1e12;
}

/** [nJ] → [J] */
export function jOfNj(energyNj: number): number {
  return energyNj * 1e-9;
}

/** Energy of a power in a cycle of a clock [fJ]. */
export function fjOfNw(powerNw: number, clockMhz: number): number {
  return powerNw / clockMhz;
}

/** Power of an energy in each cycle of a clock [mW]. */
export function mwOfFj(energyFj: number, clockMhz: number): number {
  return (energyFj * clockMhz) / 1e6;
}

/** Power of an energy in each cycle of a clock [W]. */
export function wattsOfFj(energyFj: number, clockMhz: number): number {
  return energyFj * clockMhz * 1e-9;
}

/** [nW] → [µW] */
export function uwOfNw(powerNw: number): number {
  return powerNw / 1000;
}

/** [mW] → [µW] */
export function uwOfMw(powerMw: number): number {
  return powerMw * 1000;
}

/** Operations in each cycle of a clock → [TOPS] */
export function topsOfCycle(operationsPerCycle: number, clockMhz: number): number {
  return (operationsPerCycle * clockMhz) / 1e6;
}

/** [operation/s] → [TOPS] */
export function topsOfRate(operationsPerSecond: number): number {
  return operationsPerSecond / 1e12;
}

/** [GOPS] → [TOPS]: operations per byte times GB/s. */
export function topsOfGops(gops: number): number {
  return gops / 1000;
}

/** [TOPS] → [GOPS] */
export function gopsOfTops(tops: number): number {
  return tops * 1000;
}

/** Bits that come in a microsecond. */
export function bitsPerUsOfGBps(bandwidthGBps: number): number {
  return bandwidthGBps * 8000;
}

/** [1/µm²] → [1/mm²] */
export function perMm2OfPerUm2(density: number): number {
  return density * 1e6;
}

/** [S] → [µS] */
export function microsiemensOfS(conductanceS: number): number {
  return conductanceS * 1e6;
}
