import { functionFault } from "../../../models/technology/check-cells.ts";
import { InputError, type Fault } from "../../core/errors.ts";
import { IDENTIFIER_RULE, isIdentifier, isLibraryName, LIBRARY_NAME_RULE } from "../../core/identifier.ts";
import { printable, shortened } from "../../core/printable.ts";
import { groupsOf, type LibertyGroup } from "./parse.ts";

/** Faults shown of one file; the rest are counted. */
const MOST_FAULTS = 20;
/** Cells with these groups are skipped, so their pins may be called `D[0]`. */
const SKIPPED = ["bus", "bundle", "ff_bank", "latch_bank"];
const STATEFUL = ["ff", "latch"];
const FUNCTIONS = ["function", "three_state", "clocked_on", "next_state", "clear", "preset", "enable", "data_in"];

/**
 * Refuses a library whose names or functions could be read as more than that where they are written: names of cells, pins
 * and states must be identifiers and unique, functions and conditions Boolean functions over the cell's own pins and states.
 * @throws {InputError} `FILE:LINE` of the group, one fault for each
 */
export function refuseStrangeNames(library: LibertyGroup, file: string): void {
  const faults: Fault[] = [];
  const fault: Report = (group, message) => void faults.push({ path: `${file}:${group.line}`, message });
  const [name = ""] = library.args;
  if (!isLibraryName(name)) fault(library, `got library ${shown(name)}, expected ${LIBRARY_NAME_RULE}`);
  const cells = groupsOf(library, "cell");
  checkNames(cells, "cell", fault);
  for (const cell of cells) if (!cell.groups.some(({ kind }) => SKIPPED.includes(kind))) checkCell(cell, fault);
  if (faults.length === 0) return;
  const more = { path: file, message: `${faults.length - MOST_FAULTS} more faults` };
  throw new InputError(faults.length > MOST_FAULTS ? [...faults.slice(0, MOST_FAULTS), more] : faults);
}

type Report = (group: LibertyGroup, message: string) => void;

function checkCell(cell: LibertyGroup, fault: Report): void {
  const pins = groupsOf(cell, "pin");
  checkNames(pins, "pin", fault);
  for (const kind of STATEFUL) for (const group of groupsOf(cell, kind)) checkNames([group], "state", fault);
  const variables = variablesOf(cell);
  const check = (group: LibertyGroup, keys: readonly string[]): void => {
    for (const key of keys) {
      const text = group.attributes.get(key);
      const message = text === undefined ? undefined : functionFault(text, variables);
      if (message !== undefined) fault(group, `${key}: ${message}`);
    }
  };
  for (const group of [...pins, ...STATEFUL.flatMap((kind) => groupsOf(cell, kind))]) check(group, FUNCTIONS);
  for (const group of [cell, ...pins]) for (const inner of group.groups) check(inner, ["when"]);
}

/** What a cell's functions may name; undefined if it has a state table, whose inner nodes are not listed as pins. */
function variablesOf(cell: LibertyGroup): readonly string[] | undefined {
  if (groupsOf(cell, "statetable").length > 0) return undefined;
  return ["pin", "pg_pin", ...STATEFUL].flatMap((kind) => groupsOf(cell, kind).flatMap(({ args }) => args));
}

function checkNames(groups: readonly LibertyGroup[], what: string, fault: Report): void {
  const seen = new Set<string>();
  for (const group of groups) {
    for (const name of group.args.length === 0 ? [""] : group.args) {
      if (!isIdentifier(name)) fault(group, `got ${what} ${shown(name)}, expected ${IDENTIFIER_RULE}`);
      else if (seen.has(name)) fault(group, `got ${what} ${shown(name)} again, expected each name once`);
      seen.add(name);
    }
  }
}

function shown(name: string): string {
  return `"${printable(shortened(name))}"`;
}
