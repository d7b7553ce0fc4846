import type { Bit, Netlist, NetlistModule } from "../../../src/eda/netlist/netlist.ts";
import type { Technology, TechnologyCell } from "../../../models/technology/technology.ts";
import type { CellTables, LookupTable, TimingArc } from "../../../models/technology/tables.ts";

/** Indices into the axes of the tiny technology. */
const [SLEWS, LOADS, ANY] = [0, 1, 2];

/** base + perPs · slew + perFf · load, as the corners of a table. */
export function linear(base: number, perPs = 0, perFf = 0): LookupTable {
  const at = (slewPs: number, loadFf: number): number => base + perPs * slewPs + perFf * loadFf;
  return { slew: SLEWS, load: LOADS, values: [at(0, 0), at(0, 10), at(100, 0), at(100, 10)] };
}

export function constant(value: number): LookupTable {
  return { slew: ANY, load: ANY, values: [value] };
}

/** Rises in 10 + 0.1 · slew + 2 · load, falls in 8 + 0.1 · slew + load; slews 20 + 4 · load and 10 + 4 · load. */
export function arc(from: string, to: string, sense: TimingArc["sense"]): TimingArc {
  const [rise, fall] = [linear(10, 0.1, 2), linear(8, 0.1, 1)];
  return { from, to, sense, rise, fall, riseSlew: linear(20, 0, 4), fallSlew: linear(10, 0, 4) };
}

type Kind = TechnologyCell["kind"];

/** A cell with inputs of 1 fF. @param outputs pin → function */
export function cell(
  name: string,
  kind: Kind,
  inputs: readonly string[],
  outputs: Readonly<Record<string, string>>,
): TechnologyCell {
  return {
    name,
    kind,
    areaUm2: 1,
    dontUse: false,
    pins: [
      ...inputs.map((pin) => ({ name: pin, direction: "input" as const, capacitanceFf: 1 })),
      ...Object.entries(outputs).map(([pin, logic]) => ({ name: pin, direction: "output" as const, function: logic })),
    ],
  };
}

const DFF: TechnologyCell = {
  ...cell("DFF", "flip-flop", ["CK", "D", "R"], { Q: "IQ" }),
  flipFlop: { state: ["IQ", "IQN"], clockedOn: "CK", nextState: "D", clear: "R" },
};

const CELLS: readonly TechnologyCell[] = [
  cell("INV", "combinational", ["A"], { Y: "!A" }),
  cell("NAND2", "combinational", ["A", "B"], { Y: "!(A*B)" }),
  cell("XOR2", "combinational", ["A", "B"], { Y: "A^B" }),
  cell("TIE1", "tie", [], { Y: "1" }),
  DFF,
];

/** A flip-flop: Q rises 30 ps after the clock and falls 25 ps after it, setup 5 ps (rising data) and 7 ps, 0.1 ps per ps of slew. */
const FLIP_FLOP: CellTables = {
  arcs: [
    {
      from: "CK",
      to: "Q",
      sense: "clock",
      rise: constant(30),
      fall: constant(25),
      riseSlew: constant(20),
      fallSlew: constant(15),
    },
  ],
  setup: { pin: "D", rise: linear(5, 0.1), fall: linear(7, 0.1) },
  energy: [],
};

const gate = (...arcs: readonly TimingArc[]): CellTables => ({ arcs, energy: [] });

const TABLES: Readonly<Record<string, CellTables>> = {
  INV: gate(arc("A", "Y", "negative")),
  NAND2: gate(arc("A", "Y", "negative"), { ...arc("B", "Y", "negative"), riseSlew: constant(90), rise: constant(1) }),
  XOR2: gate(arc("A", "Y", "both"), arc("B", "Y", "both")),
  DFF: FLIP_FLOP,
};

/** INV, NAND2, XOR2, TIE1 and DFF; inputs of 1 fF, ports driven with a slew of 20 ps and loaded with 4 fF. */
export function tinyTechnology(
  cells: readonly TechnologyCell[] = CELLS,
  tables: Readonly<Record<string, CellTables>> = TABLES,
): Technology {
  return {
    schemaVersion: 1,
    name: "tiny",
    process: "none",
    corner: "none",
    voltageV: 1,
    temperatureC: 25,
    library: "tiny",
    sourceFile: "tiny.lib",
    sourceSha256: "",
    provenance: "",
    licence: "MIT",
    nand2AreaUm2: 1,
    fanOutBuffer: "INV",
    tables: { axes: [[0, 100], [0, 10], [0]], cells: tables, fo4: { delayPs: 20, slewPs: 20, loadFf: 4 } },
    cells,
    skipped: [],
  };
}

export const tinyCells = CELLS;
export const tinyTables = TABLES;

/** Pin → bit or bits. */
type Pins = Readonly<Record<string, Bit | readonly Bit[]>>;

/** A module: ports as bits, cells as `[type, pins]`. */
export function moduleOf(
  inputs: Pins,
  outputs: Pins,
  cells: Readonly<Record<string, readonly [string, Pins]>>,
): NetlistModule {
  const list = (bits: Bit | readonly Bit[]): readonly Bit[] =>
    typeof bits === "number" || typeof bits === "string" ? [bits] : bits;
  const ports = (pins: Pins, direction: string) =>
    Object.entries(pins).map(([name, bits]) => [name, { direction, bits: list(bits) }] as const);
  return {
    attributes: {},
    ports: Object.fromEntries([...ports(inputs, "input"), ...ports(outputs, "output")]),
    cells: Object.fromEntries(
      Object.entries(cells).map(([name, [type, pins]]) => {
        const connections = Object.fromEntries(Object.entries(pins).map(([pin, bits]) => [pin, list(bits)]));
        return [name, { hide_name: 0, type, parameters: {}, attributes: {}, connections }];
      }),
    ),
    netnames: {},
  };
}

export function netlistOf(modules: Readonly<Record<string, NetlistModule>>): Netlist {
  return { modules };
}
