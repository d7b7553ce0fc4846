/** What a field of loose JSON must be. */
export type Field = "string" | "number" | "positive" | "nonNegative" | "array" | "boolean";

/** Takes one fault: JSON path and message. */
export type Report = (path: string, message: string) => void;

const EXPECTED: Readonly<Record<Field, string>> = {
  string: "a text",
  number: "a number",
  positive: "a number above 0",
  nonNegative: "a number from 0 on",
  array: "a list",
  boolean: "true or false",
};

/** Reports each field of an object that is not what it must be. */
export function checkFields(
  object: Record<string, unknown>,
  fields: Readonly<Record<string, Field>>,
  path: string,
  fault: Report,
): void {
  for (const [key, field] of Object.entries(fields)) {
    if (!matches(object[key], field)) {
      fault(`${path}/${key}`, `got ${describe(object[key])}, expected ${EXPECTED[field]}`);
    }
  }
}

function matches(value: unknown, field: Field): boolean {
  switch (field) {
    case "array":
      return Array.isArray(value);
    case "positive":
      return typeof value === "number" && value > 0;
    case "nonNegative":
      return typeof value === "number" && value >= 0 && value < Infinity;
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "string":
    case "boolean":
      return typeof value === field;
  }
}

/** A JSON object, not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value in an error message, shortened. */
export function describe(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value).slice(0, 40);
}
