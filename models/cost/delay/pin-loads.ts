import { synthesisCells } from "../../technology/synthesis-cells.ts";
import type { Technology, TechnologyCell } from "../../technology/technology.ts";
import type { PinLoads } from "./coefficients.ts";

/** Pin capacitances of the cells that synthesis uses [fF]. */
export function pinLoads(technology: Technology): PinLoads {
  const { gates, flipFlop, fullAdder } = synthesisCells(technology);
  const gate = mean(gates.map(meanInput));
  const data = flipFlop?.cell.pins.find(({ name }) => name === flipFlop.data)?.capacitanceFf ?? gate;
  const buffer = technology.cells.find(({ name }) => name === technology.fanOutBuffer);
  return {
    pinsFf: [gate, 2 * gate, fullAdder === undefined ? 3 * gate : meanInput(fullAdder), data],
    bufferFf: buffer === undefined ? gate : meanInput(buffer),
    portFf: technology.tables.fo4.loadFf,
  };
}

function meanInput(cell: TechnologyCell): number {
  return mean(cell.pins.flatMap(({ direction, capacitanceFf }) => (direction === "input" ? [capacitanceFf ?? 0] : [])));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
