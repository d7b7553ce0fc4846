import { fileURLToPath } from "node:url";

import { readJson } from "../../src/json/json-file.ts";
import { compileSchema } from "../../src/json/json-schema.ts";
import { nameSchema, printableTextSchema } from "../../src/json/text-schema.ts";

/** A model that exists but whose dimensions no source at hand states: it is listed, and refused by name. */
export interface UnknownModel {
  readonly name: string;
  readonly title: string;
  readonly family: string;
  /** What is not known. */
  readonly unknown: string;
  /** Where it is known from that there is such a model. */
  readonly source: string;
}

const FIELDS = {
  name: nameSchema("a short name"),
  title: printableTextSchema("the model's name"),
  family: nameSchema("the models that it belongs to"),
  unknown: printableTextSchema("what is not known"),
  source: printableTextSchema("where it is known from"),
};

const checked = compileSchema<readonly UnknownModel[]>({
  type: "array",
  items: { type: "object", properties: FIELDS, required: Object.keys(FIELDS), additionalProperties: false },
});

/** The models whose dimensions are unknown. */
export function unknownModels(): readonly UnknownModel[] {
  const file = fileURLToPath(new URL("unknown-models.json", import.meta.url));
  return checked(readJson(file), file);
}
