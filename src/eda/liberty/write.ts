import { InputError } from "../../core/errors.ts";
import type { Technology, TechnologyCell } from "../../../models/technology/technology.ts";
import { cheapest, cheapestFlipFlop, cheapestGates, type PlainFlipFlop } from "./choose.ts";
import { libertyComment, libertyLibrary, libertyName, libertyNumber, libertyText } from "./text.ts";

/** The few cells of a technology that synthesis works with: the cheapest of each function. */
export interface SynthesisCells {
  readonly gates: readonly TechnologyCell[];
  readonly flipFlop: PlainFlipFlop | undefined;
  readonly fullAdder: TechnologyCell | undefined;
  readonly halfAdder: TechnologyCell | undefined;
  /** Cells giving constant 1 and constant 0, with the pin. */
  readonly tieHigh: TiePin | undefined;
  readonly tieLow: TiePin | undefined;
  /** For nets with many readers; not among the gates, so that logic synthesis does not insert it. */
  readonly buffer: TechnologyCell | undefined;
}

/** What the choice depends on. */
type CellSource = Pick<Technology, "cells" | "fanOutBuffer">;

/** The output pin of a cell that gives a constant. */
export interface TiePin {
  readonly cell: TechnologyCell;
  readonly pin: string;
}

/** Picks the cells; `dont_use` cells are left out. */
export function synthesisCells(technology: CellSource): SynthesisCells {
  const usable = technology.cells.filter((cell) => !cell.dontUse);
  return {
    gates: cheapestGates(usable),
    flipFlop: cheapestFlipFlop(usable),
    fullAdder: cheapest(usable.filter((cell) => cell.kind === "full-adder")),
    halfAdder: cheapest(usable.filter((cell) => cell.kind === "half-adder")),
    tieHigh: tie(usable, "1"),
    tieLow: tie(usable, "0"),
    buffer: usable.find(({ name }) => name === technology.fanOutBuffer),
  };
}

/** The same cells, each once. */
export function cellsInUse(technology: CellSource): ReadonlySet<TechnologyCell> {
  const { gates, flipFlop, fullAdder, halfAdder, tieHigh, tieLow, buffer } = synthesisCells(technology);
  const cells = [...gates, buffer, flipFlop?.cell, fullAdder, halfAdder, tieHigh?.cell, tieLow?.cell];
  return new Set(cells.filter((cell) => cell !== undefined));
}

function tie(cells: readonly TechnologyCell[], value: string): TiePin | undefined {
  const pinOf = (cell: TechnologyCell) => cell.pins.find((pin) => pin.function?.replaceAll(/[()\s]/g, "") === value);
  const cell = cheapest(cells.filter((each) => each.kind === "tie" && pinOf(each) !== undefined));
  const pin = cell && pinOf(cell);
  return cell === undefined || pin === undefined ? undefined : { cell, pin: pin.name };
}

/**
 * Liberty text of the combinational gates alone, for technology mapping by ABC.
 * @throws InputError as `writeLiberty`
 */
export function gateLiberty(technology: Technology): string {
  requireTables(technology);
  return library(technology, synthesisCells(technology).gates);
}

/**
 * A small Liberty file with every cell that synthesis and fan-out trees may use: name, area, pins and functions, no timing.
 * Yosys works with real areas where no PDK is; the area unit is µm².
 * @throws InputError naming the cells that the technology has no tables of, so that they could not be priced
 */
export function writeLiberty(technology: Technology): string {
  requireTables(technology);
  return library(technology, cellsInUse(technology));
}

function requireTables(technology: Technology): void {
  const missing = [...cellsInUse(technology)].filter(({ name }) => technology.tables.cells[name] === undefined);
  if (missing.length === 0) return;
  throw new InputError(
    missing.map(({ name }) => ({
      path: `technology ${technology.name}: /tables/cells/${name}`,
      message: "got nothing, expected timing and power of a cell that synthesis uses; import the Liberty file again",
    })),
  );
}

function library(technology: Technology, cells: Iterable<TechnologyCell>): string {
  const { library: name, sourceFile, sourceSha256, licence, provenance } = technology;
  return [
    `/* Written by tritforge from ${libertyComment(sourceFile)}, SHA-256 ${libertyComment(sourceSha256)}.`,
    `   Licence: ${libertyComment(licence)}. ${libertyComment(provenance)}`,
    "   The cheapest cell of each function, without timing. */",
    `library (${libertyLibrary(name)}) {`,
    "  delay_model : table_lookup;",
    '  time_unit : "1ps";',
    '  voltage_unit : "1V";',
    '  current_unit : "1mA";',
    '  leakage_power_unit : "1nW";',
    "  capacitive_load_unit (1, ff);",
    `  nom_voltage : ${libertyNumber(technology.voltageV)};`,
    `  nom_temperature : ${libertyNumber(technology.temperatureC)};`,
    "  nom_process : 1;",
    ...[...cells].flatMap(cellLines),
    "}",
    "",
  ].join("\n");
}

function cellLines(cell: TechnologyCell): readonly string[] {
  const leakage = cell.leakageNw === undefined ? [] : [`    cell_leakage_power : ${libertyNumber(cell.leakageNw)};`];
  return [
    `  cell (${libertyName(cell.name)}) {`,
    `    area : ${libertyNumber(cell.areaUm2)};`,
    ...leakage,
    ...flipFlopLines(cell),
    ...cell.pins.map((pin) => {
      const load = [
        ["capacitance", pin.capacitanceFf] as const,
        ["rise_capacitance", pin.riseCapacitanceFf] as const,
        ["fall_capacitance", pin.fallCapacitanceFf] as const,
      ]
        .map(([name, capacitanceFf]) =>
          capacitanceFf === undefined ? "" : ` ${name} : ${libertyNumber(capacitanceFf)};`,
        )
        .join("");
      const clock = cell.flipFlop !== undefined && cell.flipFlop.clockedOn === pin.name ? " clock : true;" : "";
      const logic = pin.function === undefined ? "" : ` function : ${libertyText(pin.function)};`;
      return `    pin (${libertyName(pin.name)}) { direction : ${pin.direction};${load}${clock}${logic} }`;
    }),
    "  }",
  ];
}

function flipFlopLines({ flipFlop }: TechnologyCell): readonly string[] {
  if (flipFlop === undefined) return [];
  const { state, clockedOn, nextState, clear, preset } = flipFlop;
  const optional = [
    ...(clear === undefined ? [] : [`clear : ${libertyText(clear)};`]),
    ...(preset === undefined ? [] : [`preset : ${libertyText(preset)};`]),
  ];
  const own = [`clocked_on : ${libertyText(clockedOn)};`, `next_state : ${libertyText(nextState)};`, ...optional];
  return [`    ff (${state.map(libertyName).join(", ")}) { ${own.join(" ")} }`];
}
