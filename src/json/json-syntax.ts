import { MOST_FAULTS } from "../core/errors.ts";
import { shortened } from "../core/printable.ts";
import { jsonTokenAt, type JsonToken } from "./json-token.ts";
import { endOfComment, endOfSlip } from "./json-slips.ts";

/** Where a text is no JSON that we read, and what should have stood there. */
export interface SyntaxFault {
  /** Line, counted from 1. */
  readonly line: number;
  /** Column in UTF-16 units, counted from 1. */
  readonly column: number;
  /** Keys and indices from the root to the value at fault; absent where the text is no JSON. */
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
 * The places where `text` is not JSON as tritforge reads it, in their order: it breaks the grammar, is nested too deep, names a
 * key twice (`JSON.parse` would take the last), or holds a number that no double holds (read as ∞ or as 0). Behind a fault it
 * goes on only where there is no doubt what was meant (a comma too many or missing, a comment, what lacks its double quotes),
 * so that no fault follows from another; it stops at the first that leaves a doubt, and behind `MOST_FAULTS`.
 * In one pass, without recursion.
 */
export function findSyntaxFaults(text: string): readonly SyntaxFault[] {
  return new Scanner(text).document();
}

/** How it goes on: with a value, behind one, or not at all. */
type Next = "value" | "behind" | "stop";

class Scanner {
  readonly #text: string;
  readonly #faults: SyntaxFault[] = [];
  readonly #levels: Level[] = [];
  #token: JsonToken = { kind: "none", start: 0, end: 0 };

  constructor(text: string) {
    this.#text = text;
  }

  document(): readonly SyntaxFault[] {
    this.#next();
    let next: Next = "value";
    while (next !== "stop" && this.#faults.length <= MOST_FAULTS)
      next = next === "value" ? this.#value() : this.#behind();
    return this.#faults;
  }

  /** Takes a value, or opens it as far as its first inner value. */
  #value(): Next {
    const { kind } = this.#token;
    if (kind === "number") this.#checkNumber();
    if (kind !== "mark" && kind !== "none") return this.#goOn("behind");
    const isObject = this.#is("{");
    if (!isObject && !this.#is("[")) return this.#noValue();
    if (this.#levels.length === MOST_LEVELS) {
      this.#report(`at most ${MOST_LEVELS} levels of lists and objects`, { found: `level ${MOST_LEVELS + 1}` });
      return "stop";
    }
    this.#levels.push(isObject ? { close: "}", seen: new Map(), key: "" } : { close: "]", index: 0 });
    this.#next();
    return this.#is(isObject ? "}" : "]") ? "behind" : this.#member();
  }

  /** Behind a value: closes the level if it ends here, or goes on to the next value of it. */
  #behind(): Next {
    const level = this.#levels.at(-1);
    if (level === undefined) {
      if (this.#token.start < this.#text.length) this.#report("end of file");
      return "stop";
    }
    if (this.#is(level.close)) {
      this.#levels.pop();
      return this.#goOn("behind");
    }
    if (this.#is(",")) this.#next();
    else {
      this.#report(`"," or "${level.close}"`);
      if (!this.#isMember(level)) return "stop";
    }
    if (level.close === "]") level.index += 1;
    return this.#member();
  }

  /** In an object: its key, up to the value. */
  #member(): Next {
    const level = this.#levels.at(-1);
    if (level?.close !== "}") return "value";
    const key = this.#key();
    if (key === undefined) return this.#nothing("a key in double quotes");
    level.key = key;
    const before = level.seen.get(key);
    const keys = this.#path();
    if (before !== undefined) {
      const found = `the key ${shortened(this.#words())} again (first in line ${this.#lineOf(before)})`;
      this.#report("each key once", { found, keys });
    } else if (key === "__proto__") this.#report("another key", { found: `the key ${this.#words()}`, keys });
    else level.seen.set(key, this.#token.start);
    this.#next();
    if (this.#is(":")) return this.#goOn("value");
    if (!this.#isValue()) return this.#nothing('":"');
    this.#report('":"');
    return "value";
  }

  /** What the key here says; one that lacks its double quotes is told and read. */
  #key(): string | undefined {
    const text = this.#words();
    if (this.#token.kind === "string") return text.includes("\\") ? String(JSON.parse(text)) : text.slice(1, -1);
    const end = this.#token.kind === "none" ? endOfSlip(this.#text, this.#token.start) : this.#token.end;
    if (this.#token.kind === "mark" || end === undefined || !this.#isMark(this.#after(end), ":")) return undefined;
    this.#report("a key in double quotes");
    this.#token = { ...this.#token, end };
    return this.#words().replaceAll(/^["']|["']$/g, "");
  }

  /** Where a value should stand: what was meant for one, or nothing. */
  #noValue(): Next {
    const { kind, start } = this.#token;
    const end = kind === "none" ? endOfSlip(this.#text, start) : undefined;
    if (end === undefined || !this.#isEnd(this.#after(end))) return this.#nothing("a value");
    this.#report("a value");
    this.#token = { ...this.#token, end };
    return this.#goOn("behind");
  }

  /** Where something is missing: commas in a row are one fault, with the bracket behind them. */
  #nothing(expected: string): Next {
    this.#report(expected);
    const level = this.#levels.at(-1);
    if (level === undefined) return "stop";
    while (this.#is(",")) {
      const after = this.#after(this.#token.end);
      if (!this.#isMark(after, ",") && !this.#isMark(after, level.close)) break;
      this.#next();
    }
    return this.#is(",") || this.#is(level.close) ? "behind" : "stop";
  }

  /** Whether a member of the level begins here, though there is no comma in front of it. */
  #isMember(level: Level): boolean {
    if (level.close === "]") return this.#isValue();
    const { kind, start, end } = this.#token;
    const behind = kind === "none" ? endOfSlip(this.#text, start) : end;
    return kind !== "mark" && behind !== undefined && this.#isMark(this.#after(behind), ":");
  }

  /** Whether a value stands here, as one can tell: it opens with a bracket, or what should stand behind it does. */
  #isValue(): boolean {
    const { kind, end } = this.#token;
    if (kind === "mark") return this.#is("{") || this.#is("[");
    return kind !== "none" && this.#isEnd(this.#after(end));
  }

  /** Whether a value may end in front of this token. */
  #isEnd(token: JsonToken): boolean {
    const level = this.#levels.at(-1);
    if (level === undefined) return token.start >= this.#text.length;
    return this.#isMark(token, ",") || this.#isMark(token, level.close);
  }

  #checkNumber(): void {
    const text = this.#words();
    const value = Number(text);
    if (Number.isFinite(value) && (value !== 0 || !/[1-9]/.test(text.replace(/[Ee].*/, "")))) return;
    const expected = "0, or a number from 5e-324 to 1.7e308 of either sign";
    this.#report(expected, { found: shortened(text), keys: this.#path() });
  }

  #path(): readonly (string | number)[] {
    return this.#levels.map((level) => (level.close === "}" ? level.key : level.index));
  }

  #is(mark: string): boolean {
    return this.#isMark(this.#token, mark);
  }

  #isMark({ kind, start }: JsonToken, mark: string): boolean {
    return kind === "mark" && this.#text[start] === mark;
  }

  #report(expected: string, known: Partial<SyntaxFault> = {}, { start } = this.#token): void {
    const column = start - this.#text.lastIndexOf("\n", start - 1);
    this.#faults.push({ line: this.#lineOf(start), column, found: this.#found(start), expected, ...known });
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

  #goOn(next: Next): Next {
    this.#next();
    return next;
  }

  /** Goes to the next token; comments in front of it, one behind the other, are one fault. */
  #next(): void {
    const token = jsonTokenAt(this.#text, this.#token.end);
    this.#token = this.#behindComments(token);
    if (this.#token !== token) this.#report("none: JSON has no comments", { found: "a comment" }, token);
  }

  #after(at: number): JsonToken {
    return this.#behindComments(jsonTokenAt(this.#text, at));
  }

  #behindComments(token: JsonToken): JsonToken {
    let behind = token;
    while (behind.kind === "none") {
      const end = endOfComment(this.#text, behind.start);
      if (end === undefined) break;
      behind = jsonTokenAt(this.#text, end);
    }
    return behind;
  }
}
