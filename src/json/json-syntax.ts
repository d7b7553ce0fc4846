import { shortened } from "../core/printable.ts";
import { jsonTokenAt, type JsonToken } from "./json-token.ts";

/** Where a text stops being JSON that we read, and what should have stood there. */
export interface SyntaxFault {
  /** Line, counted from 1. */
  readonly line: number;
  /** Column in UTF-16 units, counted from 1. */
  readonly column: number;
  /** Keys and indices from the root to the value at fault; absent where the text is no JSON at all. */
  readonly keys?: readonly (string | number)[];
  /** What stands there, e.g. `"}"` or `end of file`. */
  readonly found: string;
  /** What should stand there. */
  readonly expected: string;
}

/** Levels of objects and lists within each other that a file may have; our own files have fewer than ten. */
export const MOST_LEVELS = 64;

/** An object or list that is not closed yet. */
type Level =
  { readonly close: "}"; readonly seen: Map<string, number>; key: string } | { readonly close: "]"; index: number };

/**
 * The first place where `text` is not JSON as tritforge reads it, or undefined: it breaks the grammar, is nested too deep,
 * names a key twice (`JSON.parse` would take the last), or holds a number that no double holds (read as ∞ or as 0).
 * In one pass, without recursion.
 */
export function findSyntaxFault(text: string): SyntaxFault | undefined {
  return new Scanner(text).document();
}

class Scanner {
  readonly #text: string;
  readonly #levels: Level[] = [];
  #token: JsonToken = { kind: "none", start: 0, end: 0 };

  constructor(text: string) {
    this.#text = text;
  }

  document(): SyntaxFault | undefined {
    this.#next();
    for (;;) {
      const fault = this.#value() ?? this.#closeAndGoOn();
      if (fault !== undefined) return fault === "end" ? undefined : fault;
    }
  }

  /** Takes a value as far as its first inner value, if it has one. */
  #value(): SyntaxFault | undefined {
    for (;;) {
      const { kind } = this.#token;
      if (kind === "string" || kind === "word") return this.#next();
      if (kind === "number") return this.#wrongNumber() ?? this.#next();
      const isObject = this.#is("{");
      if (!isObject && !this.#is("[")) return this.#broken("a value");
      if (this.#levels.length === MOST_LEVELS)
        return this.#broken(`at most ${MOST_LEVELS} levels of lists and objects`, `level ${MOST_LEVELS + 1}`);
      this.#levels.push(isObject ? { close: "}", seen: new Map(), key: "" } : { close: "]", index: 0 });
      this.#next();
      if (this.#is(isObject ? "}" : "]")) return undefined;
      const fault = this.#member();
      if (fault !== undefined) return fault;
    }
  }

  /** After a value: closes levels that end here, and goes on to the next value, the end, or a fault. */
  #closeAndGoOn(): SyntaxFault | "end" | undefined {
    for (;;) {
      const level = this.#levels.at(-1);
      if (level === undefined) return this.#token.start >= this.#text.length ? "end" : this.#broken("end of file");
      if (this.#is(level.close)) {
        this.#levels.pop();
        this.#next();
        continue;
      }
      if (!this.#is(",")) return this.#broken(`"," or "${level.close}"`);
      this.#next();
      if (level.close === "]") level.index += 1;
      return this.#member();
    }
  }

  /** In an object: its key, up to the value. */
  #member(): SyntaxFault | undefined {
    const level = this.#levels.at(-1);
    if (level?.close !== "}") return undefined;
    const { kind, start } = this.#token;
    const text = this.#words();
    if (kind !== "string") return this.#broken("a key in double quotes");
    level.key = text.includes("\\") ? String(JSON.parse(text)) : text.slice(1, -1);
    const before = level.seen.get(level.key);
    if (before !== undefined) {
      const found = `the key ${shortened(text)} again (first in line ${this.#lineOf(before)})`;
      return { ...this.#broken("each key once", found), keys: this.#path() };
    }
    if (level.key === "__proto__") return { ...this.#broken("another key", `the key ${text}`), keys: this.#path() };
    level.seen.set(level.key, start);
    this.#next();
    if (!this.#is(":")) return this.#broken('":"');
    return this.#next();
  }

  #wrongNumber(): SyntaxFault | undefined {
    const text = this.#words();
    const value = Number(text);
    if (Number.isFinite(value) && (value !== 0 || !/[1-9]/.test(text.replace(/[Ee].*/, "")))) return undefined;
    const legal = "0, or a number from 5e-324 to 1.7e308 of either sign";
    return { ...this.#broken(legal, shortened(text)), keys: this.#path() };
  }

  #path(): readonly (string | number)[] {
    return this.#levels.map((level) => (level.close === "}" ? level.key : level.index));
  }

  #is(mark: string): boolean {
    return this.#token.kind === "mark" && this.#text[this.#token.start] === mark;
  }

  #broken(expected: string, what?: string): SyntaxFault {
    const { start } = this.#token;
    const before = this.#text.lastIndexOf("\n", start - 1);
    return { line: this.#lineOf(start), column: start - before, found: what ?? this.#found(start), expected };
  }

  #found(start: number): string {
    if (start >= this.#text.length) return "end of file";
    return JSON.stringify(/^[\w.+-]+|^./su.exec(this.#text.slice(start, start + 60))?.[0]);
  }

  #lineOf(position: number): number {
    let line = 1;
    for (let at = this.#text.indexOf("\n"); at !== -1 && at < position; at = this.#text.indexOf("\n", at + 1)) line++;
    return line;
  }

  #words(): string {
    return this.#text.slice(this.#token.start, this.#token.end);
  }

  #next(): undefined {
    this.#token = jsonTokenAt(this.#text, this.#token.end);
  }
}
