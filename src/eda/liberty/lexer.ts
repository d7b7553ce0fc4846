import { InputError } from "../../core/errors.ts";

/** A piece of Liberty text. `word` covers names, numbers and bare values; `text` is a quoted string without its quotes. */
export interface Token {
  readonly kind: "word" | "text" | "punctuation" | "end";
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Reads Liberty text token by token. */
export interface Lexer {
  /** The next token; kind `end` when the text is used up. */
  next(): Token;
  /** Hands one token back; the next `next()` gives it again. */
  back(token: Token): void;
  /** The rest of a simple attribute's value when it is not quoted: everything up to `;`, `}` or the end of the line. */
  bareValue(): string;
}

const SPACE = new Set([" ", "\t", "\r", "\n", "\\", "\u000c", "\ufeff"]);
const PUNCTUATION = new Set(["(", ")", "{", "}", ":", ";", ","]);

/**
 * Splits Liberty text into tokens; comments and line continuations are white space.
 * @param file named in errors
 * @throws InputError `file:line` on an unterminated string or comment
 */
export function createLexer(text: string, file: string): Lexer {
  let at = 0;
  let line = 1;
  let returned: Token | undefined;

  const skipTo = (end: number): void => {
    for (let i = text.indexOf("\n", at); i !== -1 && i < end; i = text.indexOf("\n", i + 1)) line += 1;
    at = end;
  };

  const skipComment = (): boolean => {
    if (text.startsWith("//", at)) {
      const end = text.indexOf("\n", at);
      skipTo(end === -1 ? text.length : end);
      return true;
    }
    if (!text.startsWith("/*", at)) return false;
    const end = text.indexOf("*/", at + 2);
    if (end === -1) throw InputError.at(`${file}:${line}`, "comment is not closed, expected */");
    skipTo(end + 2);
    return true;
  };

  const skipSpace = (): void => {
    for (;;) {
      while (at < text.length && SPACE.has(text[at] ?? "")) {
        if (text[at] === "\n") line += 1;
        at += 1;
      }
      if (!skipComment()) return;
    }
  };

  const quoted = (): Token => {
    const start = line;
    let end = text.indexOf('"', at + 1);
    while (end !== -1 && text[end - 1] === "\\") end = text.indexOf('"', end + 1);
    if (end === -1) throw InputError.at(`${file}:${start}`, "text is not closed, expected a quotation mark");
    const value = text.slice(at + 1, end).replaceAll(/\\\r?\n/g, " ");
    skipTo(end + 1);
    return { kind: "text", value, line: start };
  };

  const word = (): Token => {
    const start = at;
    while (at < text.length && !SPACE.has(text[at] ?? "") && !PUNCTUATION.has(text[at] ?? "") && text[at] !== '"') {
      if (text[at] === "/" && (text[at + 1] === "*" || text[at + 1] === "/")) break;
      at += 1;
    }
    return { kind: "word", value: text.slice(start, at), line };
  };

  const fresh = (): Token => {
    skipSpace();
    const head = text[at];
    if (head === undefined) return { kind: "end", value: "end of file", line };
    if (head === '"') return quoted();
    if (!PUNCTUATION.has(head)) return word();
    at += 1;
    return { kind: "punctuation", value: head, line };
  };

  return {
    next: () => {
      const token = returned ?? fresh();
      returned = undefined;
      return token;
    },
    back: (token) => {
      returned = token;
    },
    bareValue: () => {
      const start = at;
      while (at < text.length && !';}\n"'.includes(text[at] ?? "") && !text.startsWith("/*", at)) at += 1;
      return text.slice(start, at).trim();
    },
  };
}
