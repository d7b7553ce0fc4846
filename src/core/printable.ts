/**
 * What a terminal or a line-oriented reader could take for more than text: control characters, direction marks and other
 * invisible format characters, line and paragraph separators, lone surrogates, unassigned code points.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Cn}]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** `text` as one line that shows all it holds: hidden characters escaped, e.g. `\n`, `\u{1b}`, `\u{202e}`. */
export function printable(text: string): string {
  return text.replaceAll(HIDDEN, (character) => SHORT[character] ?? `\\u{${codeOf(character).toString(16)}}`);
}

/** Whether a text holds nothing hidden. */
export function isPrintable(text: string): boolean {
  return printable(text) === text;
}

/** `text` for the middle of a message: cut to a readable length. */
export function shortened(text: string, most = 60): string {
  return text.length <= most ? text : `${text.slice(0, most - 3)}…`;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
