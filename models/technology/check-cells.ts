import { parseBooleanFunction } from "../../src/core/boolean-function.ts";
import { isIdentifier } from "../../src/core/identifier.ts";
import { printable, shortened } from "../../src/core/printable.ts";
import type { Report } from "./read-tables.ts";
import type { TechnologyCell } from "./technology.ts";

/**
 * Reports cells whose parts do not fit together: names twice, functions of what a cell does not have, parts missing. The last
 * two only of cells that are whole.
 */
export function checkCells(cells: readonly TechnologyCell[], fault: Report, isWhole: (name: string) => boolean): void {
  reportTwice(cells, "/cells", fault);
  cells.forEach((cell, i) => {
    if (!isWhole(cell.name)) return;
    const path = `/cells/${i}`;
    reportTwice(cell.pins, `${path}/pins`, fault);
    checkFunctions(cell, path, fault);
    checkParts(cell, path, fault);
  });
}

function reportTwice(named: readonly { readonly name: string }[], path: string, fault: Report): void {
  const seen = new Set<string>();
  named.forEach(({ name }, i) => {
    if (seen.has(name)) fault(`${path}/${i}/name`, `got "${name}" again, expected each name once`);
    seen.add(name);
  });
}

function checkFunctions(cell: TechnologyCell, path: string, fault: Report): void {
  const check = (text: string | undefined, at: string): void => {
    const message = text === undefined ? undefined : functionFault(text, variablesOf(cell));
    if (message !== undefined) fault(`${path}/${at}`, message);
  };
  cell.pins.forEach((pin, i) => check(pin.function, `pins/${i}/function`));
  const { clockedOn, nextState, clear, preset } = cell.flipFlop ?? {};
  for (const [key, text] of Object.entries({ clockedOn, nextState, clear, preset })) check(text, `flipFlop/${key}`);
}

/** What a cell's functions may name; undefined where the inner nodes are not known: of kinds that do not keep them, or missing. */
function variablesOf({ kind, pins, flipFlop }: TechnologyCell): readonly string[] | undefined {
  if (kind === "latch" || kind === "clock-gate" || kind === "other") return undefined;
  if (kind === "flip-flop" && flipFlop === undefined) return undefined;
  const inputs = pins.filter(({ direction }) => direction === "input").map(({ name }) => name);
  return [...inputs, ...(flipFlop?.state ?? [])];
}

/**
 * What is wrong with a Boolean function, or undefined: it must be one in Liberty notation, over identifiers, and over
 * `variables` if these are known.
 */
export function functionFault(text: string, variables: readonly string[] | undefined): string | undefined {
  const names = parseBooleanFunction(text)?.names;
  const got = `got "${printable(shortened(text))}"`;
  if (names === undefined) return `${got}, expected a Boolean function in Liberty notation`;
  const strange = names.find((name) => !(variables === undefined ? isIdentifier(name) : variables.includes(name)));
  if (strange === undefined) return undefined;
  return `${got} with ${shortened(strange)}, expected a function of the cell's own pins and states`;
}

function checkParts({ kind, flipFlop, adder, clockGate, pins }: TechnologyCell, path: string, fault: Report): void {
  const isAdder = kind === "full-adder" || kind === "half-adder";
  if (kind === "flip-flop" && flipFlop === undefined) fault(`${path}/flipFlop`, "got nothing, expected an object");
  if (isAdder && adder === undefined) fault(`${path}/adder`, "got nothing, expected an object");
  const has = (pin: string, wanted: string): boolean =>
    pins.some(({ name, direction }) => name === pin && direction === wanted);
  if (clockGate !== undefined) {
    const { clock, enable, output, tests } = clockGate;
    const absent =
      [clock, enable, ...tests].find((pin) => !has(pin, "input")) ?? (has(output, "output") ? undefined : output);
    if (absent !== undefined) fault(`${path}/clockGate`, `names pin ${absent}, which the cell does not have as such`);
    if (kind !== "clock-gate") fault(`${path}/clockGate`, `got one of a ${kind}, expected it of a clock-gate`);
  }
  if (adder === undefined) return;
  const strange = [
    ...adder.inputs.filter((pin) => !has(pin, "input")),
    ...[adder.sum, adder.carry].filter((pin) => !has(pin, "output")),
  ];
  if (strange.length > 0) fault(`${path}/adder`, `names pin ${strange[0]}, which the cell does not have as such`);
  const inputs = kind === "full-adder" ? 3 : 2;
  if (isAdder && adder.inputs.length !== inputs)
    fault(`${path}/adder/inputs`, `got ${adder.inputs.length} pins, expected ${inputs} of a ${kind}`);
}
