import type { FlipFlopBit } from "./flip-flop-bit.ts";
import { areaRatio, energyRatio, type OperatingPoint } from "./scaling.ts";
import { curveOf, valueAt, type SramCurve } from "./sram-curve.ts";
import type { SramTable } from "./sram-table.ts";
import { pjOfFj, uwOfNw } from "../../src/core/units.ts";

/** What an on-chip memory costs. */
export interface SramCost {
  readonly areaUm2: number;
  /** Of reading one word. */
  readonly readEnergyPj: number;
  readonly writeEnergyPj: number;
  readonly leakageUw: number;
  readonly origin: SramOrigin;
}

/** Where the numbers of a memory come from. */
export interface SramOrigin {
  /** Name of the table. */
  readonly table: string;
  readonly source: string;
  /** The table's node, if the target's node or supply is another one: the numbers are scaled, not measured. */
  readonly scaledFromNm?: number;
  readonly scaledFromV?: number;
}

/** A table brought to a target process, ready to price memories. */
export interface PreparedSram {
  readonly origin: SramOrigin;
  readonly curve: SramCurve;
  readonly wordExponent: number;
  readonly smallestBits: number;
  readonly largestBits: number;
  readonly narrowestWordBits: number;
  readonly widestWordBits: number;
  readonly areaScale: number;
  readonly energyScale: number;
  readonly flipFlop: FlipFlopBit;
}

/**
 * Brings a table to a process: area by the node, energy by node and supply (see scaling.ts). Leakage is scaled like
 * energy, as HWComponents does (github.com/Accelergy-Project/hwcomponents); nothing better is published with the fits.
 * @throws {InputError} if the table has no energies, or the target is outside the scaling's range
 */
export function prepareSram(table: SramTable, target: OperatingPoint, flipFlop: FlipFlopBit): PreparedSram {
  const isScaled = table.nodeNm !== target.nodeNm || table.voltageV !== target.voltageV;
  const bits = table.macros.map((macro) => macro.bits);
  const words = table.macros.map((macro) => macro.wordBits);
  return {
    origin: {
      table: table.name,
      source: table.source,
      ...(isScaled ? { scaledFromNm: table.nodeNm, scaledFromV: table.voltageV } : {}),
    },
    curve: curveOf(table),
    wordExponent: table.wordExponent.value,
    smallestBits: Math.min(...bits),
    largestBits: Math.max(...bits),
    narrowestWordBits: Math.min(...words),
    widestWordBits: Math.max(...words),
    areaScale: areaRatio(table.nodeNm, target.nodeNm),
    energyScale: energyRatio(table, target),
    flipFlop,
  };
}

/**
 * Cost of a memory of `bits` that reads and writes words of `wordBits`, one word an access.
 *
 * - Between the smallest and the largest macro: straight lines in log-log over capacity; energy ∝ wordBits^a.
 * - Wider words than the widest macro: equal slices side by side, all of them accessed.
 * - Narrower words than the narrowest macro: that macro's whole word is accessed.
 * - More than the largest macro (a slice): ⌈bits / largest⌉ of them, one accessed; the wires between them are not counted.
 * - Less than the smallest macro (a slice): flip-flops, or that macro partly used, whichever is smaller. An access to
 *   flip-flops is never charged more than one to that macro.
 *
 * So a larger memory never has less area or energy per access.
 */
export function sramCost({ bits, wordBits }: { bits: number; wordBits: number }, sram: PreparedSram): SramCost {
  if (!(wordBits >= 1 && bits >= wordBits && bits < Infinity)) {
    throw new Error(`memory: got ${bits} bits in words of ${wordBits}, expected one word at least`);
  }
  const slices = Math.ceil(wordBits / sram.widestWordBits);
  const slice = sliceCost(bits / slices, wordBits / slices, sram);
  return {
    areaUm2: slices * slice.areaUm2,
    readEnergyPj: slices * slice.readEnergyPj,
    writeEnergyPj: slices * slice.writeEnergyPj,
    leakageUw: slices * slice.leakageUw,
    origin: sram.origin,
  };
}

function sliceCost(bits: number, wordBits: number, sram: PreparedSram): Omit<SramCost, "origin"> {
  const { curve, areaScale, energyScale, flipFlop } = sram;
  const banks = Math.ceil(bits / sram.largestBits);
  const capacity = banks > 1 ? sram.largestBits : Math.max(bits, sram.smallestBits);
  const wordScale = energyScale * Math.max(wordBits, sram.narrowestWordBits) ** sram.wordExponent;
  const macros = {
    areaUm2: banks * areaScale * valueAt(curve, "logArea", capacity),
    readEnergyPj: wordScale * valueAt(curve, "logRead", capacity),
    writeEnergyPj: wordScale * valueAt(curve, "logWrite", capacity),
    leakageUw: banks * energyScale * valueAt(curve, "logLeakage", capacity),
  };
  if (bits * flipFlop.areaUm2 >= macros.areaUm2 || bits >= sram.smallestBits) return macros;
  const accessPj = pjOfFj(wordBits * flipFlop.accessEnergyFj);
  return {
    areaUm2: bits * flipFlop.areaUm2,
    readEnergyPj: Math.min(macros.readEnergyPj, accessPj),
    writeEnergyPj: Math.min(macros.writeEnergyPj, accessPj),
    leakageUw: uwOfNw(bits * flipFlop.leakageNw),
  };
}
