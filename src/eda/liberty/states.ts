import type { TechnologyCell } from "../../../models/technology/technology.ts";
import { replaceNames } from "../../core/boolean-function.ts";
import { namesIn, truthTable } from "../../../models/technology/truth-table.ts";

/** The share of a cell's states in which a `when` condition holds. */
export type StateShare = (when: string) => number;

/**
 * States of a cell with its inputs and its stored bit equally likely and independent. Outputs follow from these, e.g. of
 * a NAND2 `!B*Y` holds in half of the states although it names two pins.
 * @param idle pins that never change, e.g. an asynchronous reset that is not used, and their values; or that follow others
 */
export function stateShare(cell: TechnologyCell, idle: ReadonlyMap<string, 0 | 1 | string>): StateShare {
  const known = new Map<string, string>();
  for (const [pin, value] of idle) known.set(pin, String(value));
  const [state, inverse] = cell.flipFlop?.state ?? [];
  if (state !== undefined && inverse !== undefined) known.set(inverse, `!${state}`);
  for (const pin of cell.pins) if (pin.function !== undefined) known.set(pin.name, substitute(pin.function, known));
  return (when) => {
    const condition = substitute(when, known);
    const table = truthTable(condition, namesIn(condition) ?? []);
    return table === undefined ? 0 : Array.from(table).filter((bit) => bit === "1").length / table.length;
  };
}

function substitute(text: string, known: ReadonlyMap<string, string>): string {
  return replaceNames(text, (name) => {
    const meaning = known.get(name);
    return meaning === undefined ? name : `(${meaning})`;
  });
}
