import { IDENTIFIER_PATTERN, IDENTIFIER_RULE, LIBRARY_NAME_PATTERN, LIBRARY_NAME_RULE } from "../core/identifier.ts";
import type { JsonSchema } from "./json-schema.ts";

/** Nothing hidden: no control characters (tab and new line among them), direction marks or lone surrogates. */
const PRINTABLE = String.raw`^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Cn}]*$`;

/**
 * Schema of a text for people: one line of 1 to `most` characters, nothing hidden in it. It may be printed on a terminal
 * and stand in a comment; everything else quotes it.
 */
export function printableTextSchema(what: string, most = 4000): JsonSchema {
  return {
    type: "string",
    minLength: 1,
    maxLength: most,
    pattern: PRINTABLE,
    expected: `${what}: one line of 1 to ${most} printable characters`,
  };
}

/**
 * Schema of a name that a user chooses, of a space, a workload or a layer: it starts and ends with a letter or digit (or a
 * bracket) and holds letters, digits, blanks and `. _ + - ( ) ,`, so that it is one word of no script and no path.
 */
export function nameSchema(what: string): JsonSchema {
  return {
    type: "string",
    pattern: String.raw`^[\p{L}\p{N}](?:[\p{L}\p{N} ._+\-(),]{0,98}[\p{L}\p{N})])?$`,
    expected: `${what}: up to 100 letters, digits, blanks and . _ + - ( ) ,`,
  };
}

/** Schema of a name of a cell, pin, port or module: `isIdentifier` (src/core/identifier.ts). */
export function identifierSchema(what: string): JsonSchema {
  return { type: "string", pattern: IDENTIFIER_PATTERN, expected: `${what}, ${IDENTIFIER_RULE}` };
}

/** Schema of the name of a technology or Liberty library: `isLibraryName` (src/core/identifier.ts). */
export function libraryNameSchema(what: string): JsonSchema {
  return { type: "string", pattern: LIBRARY_NAME_PATTERN, expected: `${what}, ${LIBRARY_NAME_RULE}` };
}
