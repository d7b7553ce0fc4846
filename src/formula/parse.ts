import { InputError } from "../core/errors.ts";
import { show } from "../json/json-schema.ts";
import type { Expression } from "./expression.ts";
import { FUNCTIONS, OPERATORS, type Operation } from "./operations.ts";

/** Most characters of a formula. */
export const LONGEST_FORMULA = 1000;

/** Most operands within operands: parentheses, exponents, signs. */
const DEEPEST = 100;

interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
  /** Where it begins, counted from 1. */
  readonly column: number;
}

const TOKEN = /(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z]\w*)|(?<sign>\*\*|[-+*/^(),])/y;

/** How strongly an operator between two operands holds them, and what its right one must hold more strongly than. */
interface Infix {
  readonly operation: Operation;
  readonly left: number;
  readonly right: number;
}

const POWER: Infix = { operation: OPERATORS.power, left: 4, right: 4 };

const INFIX: ReadonlyMap<string, Infix> = new Map([
  ["+", { operation: OPERATORS.add, left: 1, right: 2 }],
  ["-", { operation: OPERATORS.subtract, left: 1, right: 2 }],
  ["*", { operation: OPERATORS.multiply, left: 2, right: 3 }],
  ["/", { operation: OPERATORS.divide, left: 2, right: 3 }],
  ["^", POWER],
  ["**", POWER],
]);

/** A sign before an operand holds it less strongly than a power: −2^2 is −4. */
const SIGN = 3;

const AN_OPERAND = 'a metric, a number, a function, "-" or "("';

/**
 * Reads a formula: numbers, names of metrics, `+ - * / ^` (or `**`), parentheses and the functions of `FUNCTIONS`. Powers are
 * taken from the right, all else from the left. Throws InputError that names the column and what was expected there; `path` is
 * where the text stands.
 */
export function parseFormula(text: string, path: string): Expression {
  if (text.length > LONGEST_FORMULA)
    throw InputError.at(path, `got ${text.length} characters, expected at most ${LONGEST_FORMULA}`);
  return new Parser(text, path).formula();
}

class Parser {
  readonly #text: string;
  readonly #path: string;
  #token: Token;
  /** Where the next token is looked for. */
  #place = 0;
  #depth = 0;

  constructor(text: string, path: string) {
    this.#text = text;
    this.#path = path;
    this.#token = this.#read();
  }

  formula(): Expression {
    const expression = this.#expression(0);
    if (this.#token.kind !== "end") throw this.#fault("an operator or the end");
    return expression;
  }

  /** An operand, and all operators behind it that hold it at least as strongly as `least`. */
  #expression(least: number): Expression {
    if (++this.#depth > DEEPEST) throw this.#fault(`no more than ${DEEPEST} operands within each other`);
    let left = this.#operand();
    for (;;) {
      const infix = this.#token.kind === "sign" ? INFIX.get(this.#token.text) : undefined;
      if (infix === undefined || infix.left < least) break;
      this.#advance();
      left = { kind: "operation", operation: infix.operation, operands: [left, this.#expression(infix.right)] };
    }
    this.#depth--;
    return left;
  }

  #operand(): Expression {
    const token = this.#token;
    switch (token.kind) {
      case "number":
        return this.#number(token);
      case "name":
        this.#advance();
        return this.#token.text === "("
          ? this.#call(token)
          : { kind: "metric", name: token.text, column: token.column };
      case "sign":
        if (token.text === "-") {
          this.#advance();
          return { kind: "operation", operation: OPERATORS.negate, operands: [this.#expression(SIGN)] };
        }
        if (token.text !== "(") throw this.#fault(AN_OPERAND);
        this.#advance();
        return this.#closed();
      case "end":
        throw this.#fault(AN_OPERAND);
    }
  }

  #number(token: Token): Expression {
    const value = Number(token.text);
    if (!Number.isFinite(value)) throw this.#fault(`a number of at most ${Number.MAX_VALUE}`);
    this.#advance();
    return { kind: "number", value };
  }

  /** What stands in parentheses, the first of which is read. */
  #closed(): Expression {
    const inner = this.#expression(0);
    if (this.#token.text !== ")") throw this.#fault('an operator or ")"');
    this.#advance();
    return inner;
  }

  #call(name: Token): Expression {
    const operation = FUNCTIONS.get(name.text);
    if (operation === undefined) throw this.#fault(`a function: ${[...FUNCTIONS.keys()].join(", ")}`, name);
    this.#advance();
    if (operation.operands === 1) return { kind: "operation", operation, operands: [this.#closed()] };
    let left = this.#expression(0);
    if (this.#token.text !== ",") throw this.#fault(`an operator or ",": ${name.text} takes two operands or more`);
    while (this.#token.text === ",") {
      this.#advance();
      left = { kind: "operation", operation, operands: [left, this.#expression(0)] };
    }
    if (this.#token.text !== ")") throw this.#fault('an operator, "," or ")"');
    this.#advance();
    return left;
  }

  #advance(): void {
    this.#token = this.#read();
  }

  #read(): Token {
    const text = this.#text;
    while (text[this.#place] === " ") this.#place++;
    const column = this.#place + 1;
    if (this.#place === text.length) return { kind: "end", text: "", column };
    TOKEN.lastIndex = this.#place;
    const match = TOKEN.exec(text);
    const { number, name } = match?.groups ?? {};
    const found: Token = {
      kind: number !== undefined ? "number" : name !== undefined ? "name" : "sign",
      text: match?.[0] ?? String.fromCodePoint(text.codePointAt(this.#place) ?? 0),
      column,
    };
    this.#place += found.text.length;
    return found;
  }

  #fault(expected: string, { kind, text, column } = this.#token): InputError {
    const got = kind === "end" ? "the end" : show(text);
    return InputError.at(this.#path, `column ${column}: got ${got}, expected ${expected}`);
  }
}
