import { InputError } from "../../core/errors.ts";

/** A piece of Liberty text. `word` covers names, numbers and bare values; `text` is a quoted string without its quotes. */
export interface Token {
  readonly kind: "word" | "text" | "punctuation" | "end";
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
}

const SPACE = new Set([" ", "\t", "\r", "\n", "\\", "\u000c", "\ufeff"]);
const PUNCTUATION = new Set(["(", ")", "{", "}", ":", ";", ","]);

/** Splits Liberty text into tokens; comments and line continuations are white space. */
export class Lexer {
  readonly #text: string;
  readonly #file: string;
  #at = 0;
  #line = 1;
  #returned: Token | undefined;

  /** @param file named in errors */
  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  /**
   * The next token; kind `end` when the text is used up.
   * @throws InputError `file:line` on an unterminated string or comment
   */
  next(): Token {
    const token = this.#returned ?? this.#fresh();
    this.#returned = undefined;
    return token;
  }

  /** Hands one token back; the next `next()` gives it again. */
  back(token: Token): void {
    this.#returned = token;
  }

  /** The rest of a simple attribute's value when it is not quoted: everything up to `;`, `}` or the end of the line. */
  bareValue(): string {
    const text = this.#text;
    const start = this.#at;
    while (this.#at < text.length && !';}\n"'.includes(text[this.#at] ?? "") && !text.startsWith("/*", this.#at))
      this.#at += 1;
    return text.slice(start, this.#at).trim();
  }

  #fresh(): Token {
    this.#skipSpace();
    const head = this.#text[this.#at];
    if (head === undefined) return { kind: "end", value: "end of file", line: this.#line };
    if (head === '"') return this.#quoted();
    if (!PUNCTUATION.has(head)) return this.#word();
    this.#at += 1;
    return { kind: "punctuation", value: head, line: this.#line };
  }

  #quoted(): Token {
    const text = this.#text;
    const start = this.#line;
    let end = text.indexOf('"', this.#at + 1);
    while (end !== -1 && text[end - 1] === "\\") end = text.indexOf('"', end + 1);
    if (end === -1) throw InputError.at(`${this.#file}:${start}`, "text is not closed, expected a quotation mark");
    const value = text.slice(this.#at + 1, end).replaceAll(/\\\r?\n/g, " ");
    this.#skipTo(end + 1);
    return { kind: "text", value, line: start };
  }

  #word(): Token {
    const text = this.#text;
    const start = this.#at;
    let at = start;
    while (at < text.length && !SPACE.has(text[at] ?? "") && !PUNCTUATION.has(text[at] ?? "") && text[at] !== '"') {
      if (text[at] === "/" && (text[at + 1] === "*" || text[at + 1] === "/")) break;
      at += 1;
    }
    this.#at = at;
    return { kind: "word", value: text.slice(start, at), line: this.#line };
  }

  #skipSpace(): void {
    do {
      while (this.#at < this.#text.length && SPACE.has(this.#text[this.#at] ?? "")) {
        if (this.#text[this.#at] === "\n") this.#line += 1;
        this.#at += 1;
      }
    } while (this.#skipComment());
  }

  #skipComment(): boolean {
    const text = this.#text;
    if (text.startsWith("//", this.#at)) {
      const end = text.indexOf("\n", this.#at);
      this.#skipTo(end === -1 ? text.length : end);
      return true;
    }
    if (!text.startsWith("/*", this.#at)) return false;
    const end = text.indexOf("*/", this.#at + 2);
    if (end === -1) throw InputError.at(`${this.#file}:${this.#line}`, "comment is not closed, expected */");
    this.#skipTo(end + 2);
    return true;
  }

  #skipTo(end: number): void {
    for (let i = this.#text.indexOf("\n", this.#at); i !== -1 && i < end; i = this.#text.indexOf("\n", i + 1))
      this.#line += 1;
    this.#at = end;
  }
}
