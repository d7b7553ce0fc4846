import { attempt, InputError } from "../../../src/core/errors.ts";
import { didYouMean } from "../../../src/json/did-you-mean.ts";
import { compileSchema, jsonPath, show, type JsonSchema } from "../../../src/json/json-schema.ts";
import { nameSchema, printableTextSchema } from "../../../src/json/text-schema.ts";
import { valueAt } from "../../../src/json/value-at.ts";
import type { Mark, Model, WeightFormat } from "../model/model.ts";
import { parseModel } from "../model/read-model.ts";
import { ARCHITECTURES } from "./architectures.ts";
import { fieldsOf, orNull, type Read, type Reader } from "./reader.ts";

/** What any config.json may say. */
interface Common {
  readonly architectures: readonly [string];
  readonly _name_or_path?: string | null;
  readonly torch_dtype?: string | null;
  readonly dtype?: string | null;
  readonly quantization_config?: { readonly quant_method?: string } | null;
  readonly input_bits?: number | null;
}

const WORD: JsonSchema = { type: "string", maxLength: 100, expected: "a word" };

const common = compileSchema<Common>(
  fieldsOf(
    { architectures: { type: "array", items: WORD, minItems: 1, maxItems: 1, expected: "a list of one architecture" } },
    {
      _name_or_path: orNull({ ...printableTextSchema("the model's name"), minLength: 0 }),
      torch_dtype: orNull(WORD),
      dtype: orNull(WORD),
      quantization_config: orNull({ ...fieldsOf({}, { quant_method: WORD }), expected: "an object" }),
      input_bits: orNull({ type: "integer", minimum: 1, maximum: 64, expected: "an integer from 1 to 64" }),
    },
  ),
);

const nameOf = compileSchema<string>(nameSchema("a short name"));

/**
 * The dimensions of the model that a config.json of Hugging Face describes: those of its text, if it takes images too.
 * @param name of the model; undefined: the last part of the path or name that the file gives it
 * @param where the file, before every path
 * @throws {InputError} with one fault per mistake; an architecture that is not known is refused by name
 */
export function importConfig(json: unknown, where: string, name?: string): Model {
  const read = attempt(() => readerFor(json, where)(json, where));
  const config = attempt(() => common(json, where));
  const title = attempt(() => (name === undefined ? statedName(json, where) : nameOf(name, "--name")));
  if (read.value === undefined || config.value === undefined || title.value === undefined)
    throw new InputError([...config.faults, ...read.faults, ...title.faults]);
  return parseModel(modelOf(read.value, config.value, title.value), where);
}

/** @throws {InputError} if the architecture is not known; without a fault, if none is named, which the schema of all tells */
function readerFor(json: unknown, where: string): Reader {
  const architecture = valueAt(json, "architectures", 0);
  if (typeof architecture !== "string") throw new InputError([]);
  const reader = Object.hasOwn(ARCHITECTURES, architecture) ? ARCHITECTURES[architecture] : undefined;
  if (reader !== undefined) return reader;
  const names = Object.keys(ARCHITECTURES);
  const message = `got ${show(architecture)}, expected one of ${names.join(", ")}${didYouMean(architecture, names)}`;
  throw InputError.at(jsonPath(where, "architectures", 0), message);
}

/** The last part of the path or name that a file gives its model. */
function statedName(json: unknown, where: string): string {
  const stated = valueAt(json, "_name_or_path");
  const last = typeof stated === "string" ? stated.split(/[/\\]/).findLast((part) => part !== "") : undefined;
  if (last !== undefined) return nameOf(last, jsonPath(where, "_name_or_path"));
  throw InputError.at("--name", `got none, and no "_name_or_path" in ${where} tells one, expected the model's name`);
}

function modelOf({ head, isTied, scales, ...dimensions }: Read, config: Common, name: string): Model {
  const format = formatOf(config);
  const isBitNet = config.quantization_config?.quant_method === "bitnet";
  const stated = scales ?? (isBitNet ? ({ per: "tensor" } as const) : undefined);
  const bits = config.input_bits === 4 || config.input_bits === 8 ? config.input_bits : undefined;
  const [architecture] = config.architectures;
  const path = config._name_or_path ?? "";
  return {
    name,
    title: name,
    source: `config.json${path === "" ? "" : ` of ${path}`}, ${architecture}`,
    ...dimensions,
    head: head === "none" ? { format: head } : { format: head === "ternary" ? head : format, tied: isTied },
    embedding: { format },
    scales: stated ?? { per: "unknown" },
    ...(bits === undefined ? {} : { activations: [`int${bits}`] as const }),
    marks: marksOf(head, stated !== undefined, bits !== undefined),
  };
}

const FORMATS: Readonly<Record<string, WeightFormat>> = { bfloat16: "bf16", float16: "fp16", float32: "fp32" };

function formatOf({ dtype, torch_dtype }: Common): WeightFormat {
  const type = dtype ?? torch_dtype ?? "";
  return Object.hasOwn(FORMATS, type) ? (FORMATS[type] ?? "unknown") : "unknown";
}

function marksOf(head: Read["head"], hasScales: boolean, hasActivations: boolean): readonly Mark[] {
  const bySource = "the architecture";
  const ofHead = head === "stored" ? ["/head", "/embedding"] : ["/embedding"];
  return [
    { of: ["/hidden", "/blocks", "/vocabulary"], trust: "primary", source: "config.json" },
    {
      of: ofHead,
      trust: "derived",
      source: "the type of the file in config.json, if what is not ternary is stored in it",
    },
    ...(head === "stored" ? [] : [{ of: ["/head"], trust: "derived", source: bySource } as const]),
    ...(hasScales ? [{ of: ["/scales"], trust: "derived", source: bySource } as const] : []),
    ...(hasActivations
      ? [{ of: ["/activations"], trust: "primary", source: "input_bits of config.json" } as const]
      : []),
  ];
}
