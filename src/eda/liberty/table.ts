import { InputError } from "../../core/errors.ts";
import { constantGrid, transpose, type Grid } from "./grid.ts";
import { groupsOf, type LibertyGroup } from "./parse.ts";

/** What the numbers of a table measure; each kind has its own axes in Liberty. */
export type TableKind = "delay" | "constraint" | "power";

/** Factors to the units of `Grid`. */
export interface TableScale {
  readonly slewPs: number;
  readonly loadFf: number;
  /** For the values themselves. */
  readonly value: number;
}

/** A `lu_table_template` or `power_lut_template`: what the axes mean, and default positions. */
interface Template {
  readonly variables: readonly string[];
  readonly indexes: readonly (readonly string[] | undefined)[];
}

/** The templates of a library, by kind of group and name. */
export interface Templates {
  readonly delay: ReadonlyMap<string, Template>;
  readonly power: ReadonlyMap<string, Template>;
}

const ROW_VARIABLES: Readonly<Record<TableKind, string>> = {
  delay: "input_net_transition",
  constraint: "constrained_pin_transition",
  power: "input_transition_time",
};
const COLUMN_VARIABLES: Readonly<Record<TableKind, string>> = {
  delay: "total_output_net_capacitance",
  constraint: "related_pin_transition",
  power: "total_output_net_capacitance",
};
const AXES = [1, 2, 3] as const;

/** Reads all table templates of a library. */
export function readTemplates(library: LibertyGroup): Templates {
  const named = (kind: string) =>
    new Map(groupsOf(library, kind).map((group) => [group.args[0] ?? "", readTemplate(group)]));
  return { delay: named("lu_table_template"), power: named("power_lut_template") };
}

function readTemplate(group: LibertyGroup): Template {
  const variables = AXES.flatMap((axis) => group.attributes.get(`variable_${axis}`) ?? []);
  return { variables, indexes: AXES.map((axis) => group.complex.get(`index_${axis}`)) };
}

/**
 * Reads one table, e.g. `cell_rise (delay_7x7) { index_1 (…); index_2 (…); values (…); }`, with slews as rows and loads
 * as columns, whichever way round the library has them.
 * @throws InputError naming the table if an axis is not one of the expected two, or sizes and numbers do not fit
 */
export function readTable(group: LibertyGroup, kind: TableKind, templates: Templates, scale: TableScale): Grid {
  const name = group.args[0] ?? "scalar";
  const values = numbers(group.complex.get("values") ?? [], `${group.kind} (${name})`).map(
    (value) => value * scale.value,
  );
  const [only] = values;
  if (only !== undefined && values.length === 1 && group.complex.get("index_2") === undefined) {
    return constantGrid(only);
  }
  const template = templateOf(group, name, kind, templates);
  const axes = template.variables.map((variable, axis) => {
    const text = group.complex.get(`index_${axis + 1}`) ?? template.indexes[axis] ?? [];
    const isRow = variable === ROW_VARIABLES[kind];
    if (!isRow && variable !== COLUMN_VARIABLES[kind]) {
      const legal = `${ROW_VARIABLES[kind]} and ${COLUMN_VARIABLES[kind]}`;
      throw InputError.at(`${group.kind} (${name})`, `axis ${variable} is not supported, only ${legal}`);
    }
    const factor = isRow || kind === "constraint" ? scale.slewPs : scale.loadFf;
    return { isRow, positions: positions(text, factor, `${group.kind} (${name}), index_${axis + 1}`) };
  });
  return assemble(axes, values, `${group.kind} (${name})`);
}

/** Entries of one table; libraries have 49 or 64. */
const MOST_ENTRIES = 4096;

interface Axis {
  readonly isRow: boolean;
  readonly positions: readonly number[];
}

function assemble(axes: readonly Axis[], values: readonly number[], where: string): Grid {
  const [first, second] = axes;
  if (first === undefined || axes.length > 2 || first.isRow === second?.isRow) {
    throw InputError.at(where, `has ${axes.length} axes, expected one or two different ones`);
  }
  const size = first.positions.length * (second?.positions.length ?? 1);
  if (size > MOST_ENTRIES) throw InputError.at(where, `has ${size} entries, expected at most ${MOST_ENTRIES}`);
  if (values.length !== size) throw InputError.at(where, `has ${values.length} values, expected ${size}`);
  const grid = { rows: first.positions, columns: second?.positions ?? [0], values };
  return first.isRow ? grid : transpose(grid);
}

/**
 * The template of a table. Some libraries (ASAP7, merged from several files) name templates that are not there; then the
 * axes are those that all templates with as many axes have, if they agree.
 */
function templateOf(group: LibertyGroup, name: string, kind: TableKind, templates: Templates): Template {
  const pool = kind === "power" ? templates.power : templates.delay;
  const known = pool.get(name);
  if (known !== undefined) return known;
  const axes = AXES.filter((axis) => group.complex.has(`index_${axis}`)).length;
  const legal = [ROW_VARIABLES[kind], COLUMN_VARIABLES[kind]];
  const alike = [...pool.values()].filter(
    ({ variables }) => variables.length === axes && variables.every((variable) => legal.includes(variable)),
  );
  const orders = new Set(alike.map(({ variables }) => variables.join(" × ")));
  const [first] = alike;
  if (first !== undefined && orders.size === 1) return first;
  throw InputError.at(`${group.kind} (${name})`, "names a table template that the library does not define");
}

function positions(text: readonly string[], factor: number, where: string): readonly number[] {
  const found = numbers(text, where).map((value) => value * factor);
  if (found.length === 0) throw InputError.at(where, "is missing");
  if (found.every((value, i) => i === 0 || value > (found[i - 1] ?? 0))) return found;
  throw InputError.at(where, `got ${text.join(", ")}, expected ascending numbers`);
}

/** Of any number in the library's own units. */
const LARGEST = 1e12;

function numbers(text: readonly string[], where: string): readonly number[] {
  const words = text.flatMap((row) => row.split(/[\s,]+/)).filter((word) => word !== "");
  const found = words.map(Number);
  const bad = found.findIndex((value) => !(Math.abs(value) <= LARGEST));
  if (bad !== -1) throw InputError.at(where, `got "${words[bad]}", expected numbers`);
  if (found.length === 0) throw InputError.at(where, "has no numbers");
  return found;
}
