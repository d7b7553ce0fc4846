import {
  factsOf,
  FIELD_NAMES,
  FIELDS,
  GROUPS,
  type Fact,
  type FieldName,
  type PublishedDesign,
  type PublishedPoint,
} from "../../models/published/index.ts";
import { table } from "./output.ts";

/** What `tritforge published list` and `show` print. */

const COLUMNS: readonly FieldName[] = [
  "year",
  "architecture",
  "nodeNm",
  "clockMhz",
  "areaMm2",
  "powerMw",
  "throughputGops",
  "groupSize",
  "activations",
];

/** Short heads, where a label is a sentence. */
const HEADS: Partial<Record<FieldName, string>> = { groupSize: "µ" };

const GROUP_WORDS: Readonly<Record<(typeof GROUPS)[number], string>> = {
  tables: "tables of activation sums",
  "no-tables": "ternary weights, no tables",
  neighbours: "neighbours",
};

/** All designs as a table; an empty cell is not known. */
export function publishedTable(designs: readonly PublishedDesign[]): string {
  const heads = ["  design", ...COLUMNS.map((field) => HEADS[field] ?? withUnit(field))];
  const lines = GROUPS.flatMap((group) => [
    [GROUP_WORDS[group]],
    ...designs
      .filter((design) => design.group === group)
      .map((design) => [`  ${design.name}`, ...COLUMNS.map((field) => cellOf(design, field))]),
  ]);
  return `${table(heads, lines)}\n\nempty: not known. Sources, trust and the rest: tritforge published show NAME`;
}

function withUnit(field: FieldName): string {
  const { label, unit } = { unit: "", ...FIELDS[field] };
  return unit === "" ? label : `${label} [${unit}]`;
}

function cellOf(design: PublishedDesign, field: FieldName): string {
  return [...new Set(factsOf(design, field).map(valueText))].join("; ");
}

/** A value with all digits that were published: `28`, `25, 200`, `int8, fp16`. */
function valueText({ value }: Fact): string {
  return [value].flat().join(", ");
}

/** A design as data: what is stated, and the fields that nothing is known of. */
export function publishedDocument(design: PublishedDesign) {
  return { ...design, missing: missingOf(design) };
}

function missingOf(design: PublishedDesign): readonly FieldName[] {
  const isStated = (field: FieldName): boolean =>
    [undefined, ...(design.points ?? [])].some((point) => factsOf(design, field, point).length > 0);
  return FIELD_NAMES.filter((field) => !isStated(field));
}

/** A design for people. */
export function publishedText(design: PublishedDesign): string {
  const { name, title, source, notes, points = [] } = design;
  const missing = missingOf(design).map((field) => FIELDS[field].label);
  return [
    title === name ? name : `${name}: ${title}`,
    `  source  ${source}`,
    ...(notes === undefined ? [] : [`  notes   ${notes}`]),
    ...(design.facts.length === 0 ? [] : ["", factsTable(design)]),
    ...points.flatMap((point) => ["", `${point.label}, in place of the above:`, factsTable(point)]),
    "",
    `not known: ${missing.join(", ")}`,
  ].join("\n");
}

function factsTable({ facts }: Pick<PublishedDesign | PublishedPoint, "facts">): string {
  const rows = FIELD_NAMES.flatMap((field) =>
    facts
      .filter(({ of }) => of === field)
      .map((fact) => [`  ${withUnit(field)}`, valueText(fact), fact.trust, fact.source]),
  );
  return table(["  field", "value", "trust", "source"], rows);
}
