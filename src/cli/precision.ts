import { significant } from "../core/number-text.js";
import type { CommandModule } from "yargs";
import type { CoreGenerator, FloatArithmetic } from "../../generators/contract/index.ts";
import { contains, FLOAT_FORMATS, FLOAT_NAMES, type FloatName } from "../../generators/numeric/float-format.ts";
import { ternaryLut } from "../../generators/ternary-lut/index.ts";
import { MOST_INPUTS, PrecisionModel, type ErrorsByDistribution } from "../../models/precision/precision-model.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { withDefaults } from "../config/find-generator.ts";
import { jsonPath } from "../json/json-schema.ts";
import { CheckError, InputError } from "../core/errors.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { floatNamed, numberIn, readDesign, requireCore, withJson, type JsonOption } from "./options.ts";
import { print, table } from "./output.ts";

interface Options extends JsonOption {
  readonly design: string | undefined;
  readonly activation: string | undefined;
  readonly accumulator: string | undefined;
  readonly inputs: number | undefined;
  readonly span: string | undefined;
  readonly "max-error": number | undefined;
}

/** What `--max-error` chooses from: below 2 bits there is a sign and nothing else, 28 is the largest that a core takes. */
const KEPT_BITS = { least: 2, most: 28 };
/** What the table shows. */
const SHOWN_BITS = { least: 4, most: 24 };
/** Of the core that stands for all if no design is given: the hidden size of BitNet b1.58-2B-4T. */
const USUAL = { activation: "fp16", inputs: 2560 };

const command: CommandModule<object, Options> = {
  command: "precision [design]",
  describe: "errors of floating-point arithmetic against exact sums; chooses kept bits by an error bound",
  builder: (yargs) =>
    withJson(yargs)
      .positional("design", { type: "string", describe: "DESIGN.json (default: ternary-lut with its default sizes)" })
      .option("activation", {
        coerce: floatNamed("activation"),
        describe: `format of the activations (default: the design's, else ${USUAL.activation})`,
      })
      .option("accumulator", {
        coerce: floatNamed("accumulator"),
        describe: "format of results (default: the design's, else that of the activations)",
      })
      .option("inputs", {
        coerce: numberIn("inputs", { minimum: 1, maximum: 65_536, isWhole: true }),
        describe: `N, terms of a sum (default: the design's, else ${USUAL.inputs})`,
      })
      .option("span", {
        choices: ["tile", "vector"],
        describe: "what shares an exponent when aligned (default: the design's, else tile)",
      })
      .option("max-error", {
        coerce: numberIn("max-error", { minimum: 1e-9, maximum: 1, isWhole: false }),
        describe: "finds the fewest kept bits whose RMS error is at most this, with and without outliers",
      }),
  handler: ({ json, "max-error": maxError, ...options }) => {
    const { generator, values, isStated } = coreOf(options);
    const model = new PrecisionModel(STANDARD_STATISTICS);
    const rowOf = (changed: ParameterValues, label?: string): Row => measure(model, generator, changed, label);
    const alignedRow = (keptBits: number): Row => rowOf({ ...values, arithmetic: "aligned", keptBits });
    const rows = [
      ...(isStated ? [rowOf(values, "as stated: ")] : []),
      ...nativeVariants(generator, values).map((variant) => rowOf(variant)),
      ...bits(SHOWN_BITS).map(alignedRow),
    ];
    const chosen = maxError === undefined ? undefined : bits(KEPT_BITS).map(alignedRow).find(meets(maxError));
    const { activation, inputs, alignSpan: span } = values;
    const sampledInputs = Math.min(Number(inputs), MOST_INPUTS);
    const keptBits = maxError === undefined ? {} : { maxError, keptBits: keptBitsOf(chosen) ?? null };
    const document = { generator: generator.name, activation, inputs, sampledInputs, span, ...keptBits, rows };
    const title =
      `${activation} activations, products of ${inputs} inputs${sampledInputs === inputs ? "" : ` (sampled with ${sampledInputs})`}; ` +
      "errors as parts of the RMS of exact sums";
    const answer = chosen && `fewest kept bits with RMS errors of at most ${maxError}: ${describe(chosen)}`;
    print(json, document, () => [title, "", tableOf(rows), ...(answer === undefined ? [] : ["", answer])].join("\n"));
    if (maxError !== undefined && chosen === undefined) throw unmet(maxError, alignedRow(KEPT_BITS.most));
  },
};
export default command;

/**
 * The parameters of the design with what the options say instead; `isStated`: nothing else is said.
 * @throws {InputError} if its activations are integers
 */
function coreOf({ design: file, activation, accumulator, inputs, span }: Omit<Options, "json" | "max-error">) {
  const options = Object.entries({ activation, accumulator, inputs, alignSpan: span });
  const said = options.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  const changes = Object.fromEntries(said);
  if (file === undefined) {
    const values = withDefaults(ternaryLut, { ...USUAL, ...changes });
    return { generator: ternaryLut, values, isStated: false };
  }
  const { design, generator: stated } = readDesign(file);
  const generator = requireCore(stated, file, "precision is that of floating-point sums");
  const values: ParameterValues = { ...design.parameters, ...changes };
  if (generator.arithmetic(values) === undefined) {
    const message = `got ${values["activation"]}, whose sums are exact, expected one of ${FLOAT_NAMES.join(", ")}`;
    throw InputError.at(jsonPath(file, "parameters", "activation"), message);
  }
  return { generator, values, isStated: said.length === 0 };
}

/** Native arithmetic with each accumulator that holds the activations, with tables in their format and in its own. */
function nativeVariants({ schema }: CoreGenerator, values: ParameterValues): readonly ParameterValues[] {
  const format = FLOAT_FORMATS[values["activation"] as FloatName];
  const hasTables = schema.some(({ name }) => name === "tableFormat");
  return FLOAT_NAMES.filter((name) => contains(FLOAT_FORMATS[name], format)).flatMap((accumulator) => {
    const native = { ...values, arithmetic: "native", tableFormat: "activation", accumulator };
    const isWider = FLOAT_FORMATS[accumulator] !== format;
    return hasTables && isWider ? [native, { ...native, tableFormat: accumulator }] : [native];
  });
}

function bits({ least, most }: { readonly least: number; readonly most: number }): readonly number[] {
  return Array.from({ length: most - least + 1 }, (_, i) => least + i);
}

interface Row {
  readonly label: string;
  readonly arithmetic: FloatArithmetic;
  readonly errors: ErrorsByDistribution;
}

function measure(model: PrecisionModel, generator: CoreGenerator, values: ParameterValues, label = ""): Row {
  const arithmetic = generator.arithmetic(values);
  if (arithmetic === undefined) throw new Error(`${generator.name} has no floating-point arithmetic`);
  return { label, arithmetic, errors: model.errors(arithmetic, Number(values["inputs"])) };
}

function meets(maxError: number): (row: Row) => boolean {
  return ({ errors: { gaussian, heavyTailed } }) => gaussian.rms <= maxError && heavyTailed.rms <= maxError;
}

function keptBitsOf(row: Row | undefined): number | undefined {
  return row?.arithmetic.kind === "aligned" ? row.arithmetic.keptBits : undefined;
}

function tableOf(rows: readonly Row[]): string {
  return table(
    ["arithmetic", "result", "RMS error", "largest", "RMS, outliers", "largest, outliers"],
    rows.map(({ label, arithmetic, errors: { gaussian, heavyTailed } }) => [
      label + nameOf(arithmetic),
      arithmetic.accumulator.name,
      ...[gaussian.rms, gaussian.maximum, heavyTailed.rms, heavyTailed.maximum].map(errorText),
    ]),
  );
}

function nameOf(arithmetic: FloatArithmetic): string {
  if (arithmetic.kind === "aligned") return `aligned by ${arithmetic.span}, ${arithmetic.keptBits} bits`;
  const { format, table: entries } = arithmetic;
  return entries === format ? "native" : `native, ${entries.name} tables`;
}

function errorText(error: number): string {
  return error < Infinity ? significant(error) : "overflow";
}

function describe({ arithmetic, errors: { gaussian, heavyTailed } }: Row): string {
  return `${nameOf(arithmetic)} (${errorText(gaussian.rms)}, with outliers ${errorText(heavyTailed.rms)})`;
}

function unmet(maxError: number, best: Row): CheckError {
  const { name } = best.arithmetic.accumulator;
  return new CheckError(
    `no number of kept bits meets an RMS error of ${maxError}: ${describe(best)}; ` +
      `results in ${name} are rounded once more, so that a wider --accumulator may help`,
  );
}
