import { InputError } from "../../core/errors.ts";
import { cellsInUse, synthesisCells } from "../../../models/technology/synthesis-cells.ts";
import type { ClockGatePins, Technology, TechnologyCell } from "../../../models/technology/technology.ts";
import { libertyComment, libertyLibrary, libertyName, libertyNumber, libertyText } from "./text.ts";

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
    ...clockGateLines(cell),
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
      const gate = cell.clockGate === undefined ? "" : ` ${clockGatePin(cell.clockGate, pin.name)} : true;`;
      const logic = pin.function === undefined ? "" : ` function : ${libertyText(pin.function)};`;
      return `    pin (${libertyName(pin.name)}) { direction : ${pin.direction};${load}${clock}${gate}${logic} }`;
    }),
    "  }",
  ];
}

function clockGateLines({ clockGate, dontUse }: TechnologyCell): readonly string[] {
  if (clockGate === undefined) return [];
  const kind = clockGate.tests.length > 0 ? "latch_posedge_precontrol" : "latch_posedge";
  const use = dontUse ? ["    dont_use : true;"] : [];
  return [`    clock_gating_integrated_cell : ${libertyText(kind)};`, ...use];
}

/** The attribute that says what a pin of a clock gate is for. */
function clockGatePin({ clock, enable, output }: ClockGatePins, pin: string): string {
  const role = pin === clock ? "clock" : pin === enable ? "enable" : pin === output ? "out" : "test";
  return `clock_gate_${role}_pin`;
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
