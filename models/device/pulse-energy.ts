import type { Device, DirectionName } from "./device.ts";
import { cyclesOfNs, jOfNj } from "../../src/core/units.ts";

/** What pulses cost in the device itself, and how long a counter they need. Wires and drivers are not in it. */

/**
 * Energy of `pulses` pulses sent as one write, V²·(G before + G after)/2·t·n, as NeuroSim's Cell.cpp has it for a cell
 * with a transistor: the mean of the end points stands for the conductance on the way [J].
 * @param conductanceBefore [S]
 * @param conductanceAfter [S]
 */
export function writeEnergyJ(
  pulse: { readonly voltageV: number; readonly widthNs: number },
  conductanceBefore: number,
  conductanceAfter: number,
  pulses = 1,
): number {
  return (jOfNj(pulse.voltageV ** 2 * (conductanceBefore + conductanceAfter) * pulse.widthNs) * pulses) / 2;
}

/** Energy of one pulse at the middle of the range [J]; undefined for a device without voltages. */
export function meanPulseEnergyJ({ electrical }: Device, direction: DirectionName): number | undefined {
  if (electrical === undefined) return undefined;
  return writeEnergyJ(electrical[direction], electrical.minimumS, electrical.maximumS);
}

/** Conductance at g of the nominal range [S]; undefined for a device without conductances. */
export function conductanceS({ electrical }: Device, g: number): number | undefined {
  return electrical === undefined ? undefined : electrical.minimumS + g * (electrical.maximumS - electrical.minimumS);
}

/** Cycles of a clock that a pulse takes: whole ones, rounded up, at least 1. */
export function widthCycles(widthNs: number, clockMhz: number): number {
  return Math.max(1, Math.ceil(cyclesOfNs(widthNs, clockMhz) - 1e-9));
}
