import type { CellTables, InternalEnergy } from "../../../models/technology/tables.ts";
import type { Technology } from "../../../models/technology/technology.ts";
import { flatten, type FlatNetlist } from "../../../src/eda/netlist/flat.ts";
import { analyseTiming, type TimingAnalysis } from "../../../src/eda/timing/timing.ts";
import type { NetlistModule } from "../../../src/eda/netlist/netlist.ts";
import { constant, netlistOf, tinyCells, tinyTables, tinyTechnology } from "../netlist/samples.ts";

/** Energies that depend on nothing [fJ]. */
export function energy(pin: string, from: string | undefined, riseFj: number, fallFj: number): InternalEnergy {
  return { pin, ...(from === undefined ? {} : { from }), rise: constant(riseFj), fall: constant(fallFj) };
}

const ENERGIES: Readonly<Record<string, readonly InternalEnergy[]>> = {
  INV: [energy("Y", "A", 3, 1)],
  NAND2: [energy("Y", "A", 4, 4), energy("Y", "B", 10, 10)],
  XOR2: [energy("A", undefined, 1, 1), energy("Y", "A", 6, 6), energy("Y", "B", 6, 6)],
  DFF: [energy("CK", undefined, 5, 7), energy("D", undefined, 2, 2), energy("Q", "CK", 8, 12)],
};

/** The tiny technology at 2 V with energies, and 3 nW of leakage in every cell. */
export function poweredTechnology(energies = ENERGIES): Technology {
  const cells = Object.entries(tinyTables).map(([name, tables]): readonly [string, CellTables] => [
    name,
    { ...tables, energy: energies[name] ?? [] },
  ]);
  const leaking = tinyCells.map((cell) => ({ ...cell, leakageNw: 3 }));
  return { ...tinyTechnology(leaking, Object.fromEntries(cells)), voltageV: 2 };
}

export interface Sample {
  readonly netlist: FlatNetlist;
  readonly timing: TimingAnalysis;
  readonly technology: Technology;
  /** Net of a port's bit. */
  readonly netOf: (port: string, bit?: number) => number;
}

export function sampleOf(top: NetlistModule, technology = poweredTechnology()): Sample {
  const netlist = flatten(netlistOf({ top }), "top", technology);
  const nets = new Map(netlist.ports.map((port) => [port.name, port.nets]));
  return {
    netlist,
    timing: analyseTiming(netlist, technology),
    technology,
    netOf: (port, bit = 0) => nets.get(port)?.[bit] ?? -1,
  };
}
