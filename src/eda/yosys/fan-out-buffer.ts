import { InputError } from "../../core/errors.ts";
import type { Technology } from "../../../models/technology/technology.ts";
import type { Bit, NetlistCell, NetlistModule } from "../netlist/netlist.ts";

/** The technology's buffer, as a cell of a netlist. */
export interface FanOutBuffer {
  /** Name of its input pin. */
  readonly input: string;
  cell(from: Bit, to: Bit): NetlistCell;
}

/** @throws {InputError} if the technology names none */
export function fanOutBufferOf(technology: Technology): FanOutBuffer {
  const cell = technology.cells.find(({ name }) => name === technology.fanOutBuffer);
  const input = cell?.pins.find((pin) => pin.direction === "input")?.name;
  const output = cell?.pins.find((pin) => pin.direction === "output")?.name;
  if (cell === undefined || input === undefined || output === undefined) {
    throw InputError.at(`technology ${technology.name}`, "names no fan-out buffer; import its Liberty file again");
  }
  return {
    input,
    cell: (from, to) => ({
      hide_name: 0,
      type: cell.name,
      parameters: {},
      attributes: {},
      port_directions: { [input]: "input", [output]: "output" },
      connections: { [input]: [from], [output]: [to] },
    }),
  };
}

/** The highest net of a module. */
export function highestNet(module: NetlistModule): number {
  let highest = 1;
  const look = (bits: readonly Bit[]): void => {
    for (const bit of bits) if (typeof bit === "number" && bit > highest) highest = bit;
  };
  for (const { bits } of Object.values(module.ports)) look(bits);
  for (const { connections } of Object.values(module.cells)) Object.values(connections).forEach(look);
  return highest;
}
