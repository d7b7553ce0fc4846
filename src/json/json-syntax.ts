/** Where a text stops being JSON, and what should have stood there. */
export interface SyntaxFault {
  /** Line, counted from 1. */
  readonly line: number;
  /** Column in UTF-16 units, counted from 1. */
  readonly column: number;
  /** What stands there, e.g. `"}"` or `end of file`. */
  readonly found: string;
  /** What JSON asks for there. */
  readonly expected: string;
}

/** One token after blanks: a mark, a string, or a number or word. */
const TOKEN =
  // oxlint-disable-next-line no-control-regex -- JSON forbids control characters in strings
  /[\t\n\r ]*(?:([{}[\]:,])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?(?![\w.])|true\b|false\b|null\b))/y;

interface Token {
  readonly kind: "mark" | "string" | "other" | "none";
  readonly text: string;
  readonly start: number;
}

/**
 * The first place where `text` breaks the grammar of JSON, or undefined when it does not. `JSON.parse` says whether a
 * text is JSON, but its messages carry a position in some versions of Node only.
 */
export function findSyntaxFault(text: string): SyntaxFault | undefined {
  const fault = new Scanner(text).document();
  if (fault === undefined) return undefined;
  const before = text.slice(0, fault.start).split("\n");
  const found =
    fault.start >= text.length ? "end of file" : JSON.stringify(text.slice(fault.start).match(/^[\w.+-]+|./su)?.[0]);
  return { line: before.length, column: (before.at(-1) ?? "").length + 1, found, expected: fault.expected };
}

interface Break {
  readonly start: number;
  readonly expected: string;
}

class Scanner {
  readonly #text: string;
  #at = 0;
  #token: Token = { kind: "none", text: "", start: 0 };

  constructor(text: string) {
    this.#text = text;
  }

  document(): Break | undefined {
    this.#next();
    return this.#value() ?? (this.#token.start >= this.#text.length ? undefined : this.#broken("end of file"));
  }

  #value(): Break | undefined {
    if (this.#is("{")) return this.#members("}", () => this.#member());
    if (this.#is("[")) return this.#members("]", () => this.#value());
    if (this.#token.kind === "string" || this.#token.kind === "other") return this.#next();
    return this.#broken("a value");
  }

  #members(close: string, member: () => Break | undefined): Break | undefined {
    this.#next();
    if (this.#is(close)) return this.#next();
    for (;;) {
      const fault = member();
      if (fault !== undefined) return fault;
      if (this.#is(close)) return this.#next();
      if (!this.#is(",")) return this.#broken(`"," or "${close}"`);
      this.#next();
    }
  }

  #member(): Break | undefined {
    if (this.#token.kind !== "string") return this.#broken("a key in double quotes");
    this.#next();
    if (!this.#is(":")) return this.#broken('":"');
    this.#next();
    return this.#value();
  }

  #is(mark: string): boolean {
    return this.#token.kind === "mark" && this.#token.text === mark;
  }

  #broken(expected: string): Break {
    return { start: this.#token.start, expected };
  }

  #next(): undefined {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (match === null) {
      const blank = /^[\t\n\r ]*/.exec(this.#text.slice(this.#at))?.[0].length ?? 0;
      this.#token = { kind: "none", text: "", start: this.#at + blank };
      return;
    }
    const [whole, mark, string, other] = match;
    const text = mark ?? string ?? other ?? "";
    this.#at += whole.length;
    this.#token = {
      kind: mark !== undefined ? "mark" : string !== undefined ? "string" : "other",
      text,
      start: this.#at - text.length,
    };
  }
}
