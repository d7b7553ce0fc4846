import { FAN_OUT_LIMIT } from "../../../src/core/fan-out.ts";
import { tableAt } from "../../technology/lookup.ts";
import { synthesisCells } from "../../technology/synthesis-cells.ts";
import type { Technology, TechnologyCell } from "../../technology/technology.ts";

/** Facts of the library that the delay of a net rests on; not fitted. */
export interface PinLoads {
  /** Capacitance of a pin of each kind [fF], in the order of PINS. */
  readonly pinsFf: readonly number[];
  /** Input of the fan-out buffer [fF]. */
  readonly bufferFf: number;
  /** What a fan-out buffer without readers takes, as a part of what it takes with all the pins that it may drive: 0 … 1. */
  readonly bufferRest: number;
  /** Load of an output port and slew of an input port are those of `fo4`: its load [fF]. */
  readonly portFf: number;
}

/** Pin capacitances of the cells that synthesis uses [fF]. */
export function pinLoads(technology: Technology): PinLoads {
  const { gates, flipFlop, fullAdder } = synthesisCells(technology);
  const gate = mean(gates.map(meanInput));
  const data = flipFlop?.cell.pins.find(({ name }) => name === flipFlop.data)?.capacitanceFf ?? gate;
  const buffer = technology.cells.find(({ name }) => name === technology.fanOutBuffer);
  return {
    pinsFf: [gate, 2 * gate, fullAdder === undefined ? 3 * gate : meanInput(fullAdder), data],
    bufferFf: buffer === undefined ? gate : meanInput(buffer),
    bufferRest: bufferRest(technology, gate * FAN_OUT_LIMIT),
    portFf: technology.tables.fo4.loadFf,
  };
}

/** From the library's table, at the slew of `fo4`; 1 where it has none. */
function bufferRest({ tables, fanOutBuffer }: Technology, fullFf: number): number {
  const arcs = tables.cells[fanOutBuffer]?.arcs ?? [];
  const slowest = (loadFf: number): number =>
    Math.max(
      0,
      ...arcs.flatMap(({ rise, fall }) =>
        [rise, fall].map((table) => tableAt(tables, table, tables.fo4.slewPs, loadFf)),
      ),
    );
  const fullPs = slowest(fullFf);
  return fullPs > 0 ? Math.min(1, slowest(0) / fullPs) : 1;
}

function meanInput(cell: TechnologyCell): number {
  return mean(cell.pins.flatMap(({ direction, capacitanceFf }) => (direction === "input" ? [capacitanceFf ?? 0] : [])));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
