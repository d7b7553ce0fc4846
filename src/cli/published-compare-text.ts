import { FIELDS } from "../../models/published/index.ts";
import { markdownTable } from "../core/markdown-table.ts";
import { significant, times } from "../core/number-text.js";
import { ASSUMED, type AssumedField } from "../reproduce/published/assumptions.ts";
import type {
  ComparedCircuit,
  PricedDesign,
  ProductSpans,
  PublishedComparison,
  RefusedDesign,
  Span,
} from "../reproduce/published/compare.ts";
import { table } from "./output.ts";

/** What `tritforge published compare` prints. */

const HEADS = [
  "design",
  "circuit",
  "µ",
  "tile",
  "product",
  "area here [µm²]",
  "energy here [fJ/MAC]",
  "ours",
  "area factor",
  "energy factor",
  "published area, its own process",
];

/** For people, on a terminal. */
export function comparisonText(comparison: PublishedComparison): string {
  return textWith(comparison, table, (title) => title).join("\n\n");
}

/** The same as a page. @param command that prints it */
export function comparisonPage(comparison: PublishedComparison, command: string): string {
  const opening = ["# Published designs, at their own parameters", `\`\`\`\n${command}\n\`\`\``];
  return [...opening, ...textWith(comparison, markdownTable, (title) => `## ${title}`)].join("\n\n");
}

type WriteTable = (heads: readonly string[], rows: readonly (readonly string[])[]) => string;

function textWith(comparison: PublishedComparison, write: WriteTable, titled: (title: string) => string): string[] {
  const { compared, refused } = comparison;
  const found = [aboutText(comparison), write(HEADS, compared.flatMap(rowsOf)), RULES];
  const assumed = [
    titled("What is assumed"),
    "What a publication leaves open is taken in each of these ways, and a factor goes from the least to the most of all.",
    write(["left open", "ways", "of"], assumptionRows(compared)),
  ];
  const others = [titled("What cannot be built"), write(["design", "why"], refused.map(refusalRow))];
  return [...(compared.length === 0 ? [] : [...found, ...assumed]), ...(refused.length === 0 ? [] : others)];
}

function aboutText({ technology, process, clockMhz }: PublishedComparison): string {
  return wrapped(
    `Each circuit is built with a generator of tritforge at the parameters that were published, and priced by counts in ${technology} (${process}) at ${significant(clockMhz)} MHz. ` +
      "These are estimates before layout, of the core alone, and no figures of the publication, whose own area stands in the last column, in its own process. " +
      "What is compared are parameters, not circuits: widths are exact and tables mirrored here, also where a publication has 32 bits or stores all entries; the inputs of a tile are rounded up to whole groups of µ.",
  );
}

const RULES = wrapped(
  "A factor is what the published parameters cost by what ours cost. Ours is the smallest core, of table cores (µ 1 to 5) and add-sub cores, with the same activations and sums for the same product that meets the clock, has at least as many MAC per cycle and needs at most as many steps for the product. " +
    "Energy is that of all steps of the product by its MACs, of the same core: the smallest, not the one of least energy. " +
    "A core whose tables stay keeps a partial sum for each output of the product, which at 2560 × 2560 takes much of its area.",
);

/** One row a product; what all have in common stands in the first. */
function rowsOf(circuit: ComparedCircuit): string[][] {
  return circuit.products.map((spans, place) => [
    ...(place === 0 ? circuitCells(circuit) : ["", "", "", ""]),
    spans.product,
    spanText(spans.areaUm2, significant),
    spanText(spans.energyPerMacFj, significant),
    oursText(spans),
    spanText(spans.areaFactor, times),
    spanText(spans.energyFactor, times),
    place === 0 ? publishedText(circuit) : "",
  ]);
}

function circuitCells(circuit: ComparedCircuit): string[] {
  const { name, label, activation, groupSize, isGroupSizeInferred, generator, tile } = circuit;
  return [
    name,
    label ?? `${activation}, ${generator}`,
    generator === "ternary-lut" ? `${groupSize}${isGroupSizeInferred ? ", inferred" : ""}` : "",
    tile === undefined ? "assumed" : `${tile.inputs}×${tile.outputs}`,
  ];
}

function spanText({ least, most }: Span, write: (value: number) => string): string {
  const [low, high] = [write(least), write(most)];
  return low === high ? low : `${low} … ${high}`;
}

/** More are counted. */
const MOST_SHOWN = 2;

/** The cores of ours that stand beside it, the most frequent first. */
function oursText({ ways }: ProductSpans): string {
  const counts = new Map<string, number>();
  for (const { ours } of ways) counts.set(coreText(ours), (counts.get(coreText(ours)) ?? 0) + 1);
  const names = [...counts].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
  const more = names.length - MOST_SHOWN;
  return `${names.slice(0, MOST_SHOWN).join("; ")}${more > 0 ? `; ${more} more` : ""}`;
}

function coreText({ generator, parameters }: PricedDesign): string {
  const { groupSize, tables, fetchers, tileInputs, tileOutputs } = parameters;
  return generator === "ternary-lut"
    ? `µ${groupSize} L${tables} K${fetchers}`
    : `${generator} ${tileInputs}×${tileOutputs}`;
}

function publishedText({ published: { areaMm2, nodeNm, isOfUnknownGroupSize } }: ComparedCircuit): string {
  if (areaMm2.length === 0) return "";
  const node = nodeNm.length === 0 ? "" : `, ${nodeNm.join(", ")} nm`;
  return `published ${areaMm2.join(", ")} mm²${node}${isOfUnknownGroupSize ? ", µ not stated" : ""}`;
}

function assumptionRows(compared: readonly ComparedCircuit[]): string[][] {
  return (Object.keys(ASSUMED) as readonly AssumedField[]).flatMap((field) => {
    const names = new Set(compared.filter(({ assumed }) => assumed.includes(field)).map(({ name }) => name));
    const all = new Set(compared.map(({ name }) => name));
    return names.size === 0
      ? []
      : [[FIELD_WORDS[field], ASSUMED[field], names.size === all.size ? "all" : [...names].join(", ")]];
  });
}

const FIELD_WORDS: Readonly<Record<AssumedField, string>> = {
  tile: "tile",
  product: "product N × M",
  tableStorage: FIELDS.tableStorage.label,
  loopOrder: FIELDS.loopOrder.label,
  reduction: FIELDS.reduction.label,
  accumulator: FIELDS.accumulator.label,
  pipeline: "pipeline",
  zeroWeights: "zero weights",
};

function refusalRow({ name, reason, missing }: RefusedDesign): string[] {
  const fields = missing.map((field) => FIELDS[field].label);
  return [name, fields.length === 0 ? reason : `${reason}: ${fields.join("; ")}`];
}

/** Lines of at most 120 characters, as the pages have them. */
function wrapped(text: string): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + 1 + word.length > 120) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.join("\n");
}
