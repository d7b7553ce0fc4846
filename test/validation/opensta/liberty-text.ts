import { ToolError } from "../../../src/core/errors.ts";

/**
 * A Liberty text as OpenSTA should read it:
 * - without the default wire load, which OpenSTA would add to every net of sky130hd (0.5 fF for one reader);
 * - with a definition for every table template that is used but not defined. Merged libraries such as ASAP7's have lost
 *   some, and OpenSTA 2.0.17 then drops that table and every one after it: flip-flops take no time, paths vanish.
 * - with the delay model and the usual thresholds where the library states none: OpenSTA would ignore all delay tables
 *   or refuse the file.
 * @throws {ToolError} naming a template that is lost and whose tables do not state their axes
 */
export function libertyForSta(text: string): string {
  const bare = text.replaceAll(/\bdefault_wire_load\w*\s*:[^;\n]*;?/g, "");
  const defined = new Set(Array.from(bare.matchAll(TEMPLATE), ([, name = ""]) => name));
  const lost = new Map<string, string>();
  for (const { 1: kind = "", 2: name = "", index } of bare.matchAll(TABLE)) {
    if (name !== "scalar" && !defined.has(name) && !lost.has(name)) lost.set(name, define(kind, name, bare, index));
  }
  const added = [...missingAttributes(bare), ...lost.values()];
  const at = /^[ \t]*library\s*\([^)]*\)\s*\{/m.exec(bare);
  if (at === null || added.length === 0) return bare;
  const start = at.index + at[0].length;
  return `${bare.slice(0, start)}\n${added.join("")}${bare.slice(start)}`;
}

/** What Liberty files are expected to state; thresholds in percent of the supply. */
const USUAL: Readonly<Record<string, string | number>> = {
  delay_model: "table_lookup",
  input_threshold_pct_rise: 50,
  input_threshold_pct_fall: 50,
  output_threshold_pct_rise: 50,
  output_threshold_pct_fall: 50,
  slew_lower_threshold_pct_rise: 20,
  slew_lower_threshold_pct_fall: 20,
  slew_upper_threshold_pct_rise: 80,
  slew_upper_threshold_pct_fall: 80,
};

function missingAttributes(text: string): readonly string[] {
  return Object.entries(USUAL)
    .filter(([name]) => !new RegExp(`\\b${name}\\s*:`).test(text))
    .map(([name, value]) => `  ${name} : ${value};\n`);
}

const TEMPLATE = /\b(?:lu_table_template|power_lut_template)\s*\(\s*"?(\w+)"?\s*\)/g;
const TABLE = /\b(cell_rise|cell_fall|(?:rise|fall)_(?:transition|constraint|power))\s*\(\s*"?(\w+)"?\s*\)\s*\{/g;

/** A template with the axes of the first table that uses it. @param at where that table begins in the text */
function define(kind: string, name: string, text: string, at: number): string {
  const table = text.slice(at, text.indexOf("}", at));
  const axes = table.match(/index_\d\s*\([^)]*\)/g) ?? [];
  const variables = variablesOf(kind, axes.length);
  if (variables === undefined) {
    const got = `template ${name} of a ${kind} table is not defined and the table states ${axes.length} axes`;
    throw new ToolError(`OpenSTA cannot read this Liberty file: ${got}`, table.slice(0, 400));
  }
  const group = kind.endsWith("_power") ? "power_lut_template" : "lu_table_template";
  const lines = [
    ...variables.map((variable, i) => `variable_${i + 1} : ${variable};`),
    ...axes.map((axis) => `${axis};`),
  ];
  return `  ${group} (${name}) {\n    ${lines.join("\n    ")}\n  }\n`;
}

/** What the axes of a table of this kind usually are, in the usual order. */
function variablesOf(kind: string, axes: number): readonly string[] | undefined {
  const load = "total_output_net_capacitance";
  if (axes === 0) return undefined;
  if (kind.endsWith("_constraint")) return ["constrained_pin_transition", "related_pin_transition"].slice(0, axes);
  if (kind.endsWith("_power")) return ["input_transition_time", load].slice(0, axes);
  return axes === 2 ? ["input_net_transition", load] : undefined;
}
