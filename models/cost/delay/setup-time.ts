import { synthesisCells } from "../../technology/synthesis-cells.ts";
import { setupPs } from "../../technology/lookup.ts";
import type { Technology } from "../../technology/technology.ts";

/** Setup time of the flip-flop that synthesis uses, for data and clock of the slew of `fo4` [ps]; undefined if the library states none. */
export function setupTime(technology: Technology): number | undefined {
  const { tables } = technology;
  const name = synthesisCells(technology).flipFlop?.cell.name;
  const setup = name === undefined ? undefined : tables.cells[name]?.setup;
  if (setup === undefined) return undefined;
  const { slewPs } = tables.fo4;
  return Math.max(0, setupPs(tables, setup.rise, slewPs), setupPs(tables, setup.fall, slewPs));
}
