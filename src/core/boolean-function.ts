import { isPrintable } from "./printable.ts";

/** A Boolean function in Liberty notation, read. */
export interface BooleanFunction {
  /** Names that it refers to, in order of appearance. */
  readonly names: readonly string[];
  /** Its value; a name without value counts as 0. */
  evaluate(values: ReadonlyMap<string, boolean>): boolean;
}

/** Longest text; the longest function or condition of the libraries that come with tritforge has 170 letters. */
const MOST_LETTERS = 65_536;
/** Parentheses and `!` inside each other. */
const MOST_NESTED = 256;

const NAME = /[A-Za-z_][\w$[\].]*/g;
const TOKEN = /[A-Za-z_][\w$[\].]*|[01]|\S/g;

/**
 * Reads `!(A*B)`, `A' B + C`, `A ^ B`, `1`; precedence `!`/`'`, `^`, `*`/`&`/blank, `+`/`|`. Undefined if malformed: any
 * other character, a name that starts with a digit, longer than 65536 letters, nested deeper than 256.
 */
export function parseBooleanFunction(text: string): BooleanFunction | undefined {
  if (!parsed.has(text)) {
    if (parsed.size >= MOST_KEPT) parsed.clear();
    parsed.set(text, parse(text));
  }
  return parsed.get(text);
}

/** Functions read before: libraries state the same one for each drive strength. */
const parsed = new Map<string, BooleanFunction | undefined>();
const MOST_KEPT = 10_000;

function parse(text: string): BooleanFunction | undefined {
  if (text.length > MOST_LETTERS || !isPrintable(text)) return undefined;
  return new Parser(text.match(TOKEN) ?? []).parse();
}

/** The text with every name replaced by what `meaning` gives for it. */
export function replaceNames(text: string, meaning: (name: string) => string): string {
  return text.replaceAll(NAME, meaning);
}

type Evaluate = BooleanFunction["evaluate"];

class Parser {
  readonly #tokens: readonly string[];
  readonly #names = new Set<string>();
  #at = 0;
  #depth = 0;
  #isBad = false;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  parse(): BooleanFunction | undefined {
    const evaluate = this.#sum();
    return this.#isBad || this.#at !== this.#tokens.length ? undefined : { evaluate, names: [...this.#names] };
  }

  #is(...marks: readonly string[]): boolean {
    const token = this.#tokens[this.#at];
    return token !== undefined && marks.includes(token);
  }

  #sum(): Evaluate {
    const terms = this.#chain(() => this.#product(), ["+", "|"]);
    return joined(terms, (values) => terms.some((term) => term(values)));
  }

  #product(): Evaluate {
    const factors = [this.#exclusive()];
    while (!this.#isBad && this.#at < this.#tokens.length && !this.#is("+", "|", ")")) {
      if (this.#is("*", "&")) this.#at += 1;
      factors.push(this.#exclusive());
    }
    return joined(factors, (values) => factors.every((factor) => factor(values)));
  }

  #exclusive(): Evaluate {
    const terms = this.#chain(() => this.#primary(), ["^"]);
    return joined(terms, (values) => terms.filter((term) => term(values)).length % 2 === 1);
  }

  #chain(next: () => Evaluate, marks: readonly string[]): readonly Evaluate[] {
    const terms = [next()];
    while (!this.#isBad && this.#is(...marks)) {
      this.#at += 1;
      terms.push(next());
    }
    return terms;
  }

  #primary(): Evaluate {
    this.#depth += 1;
    if (this.#depth > MOST_NESTED) this.#isBad = true;
    const result = this.#isBad ? constant(false) : this.#prefixed();
    this.#depth -= 1;
    return result;
  }

  #prefixed(): Evaluate {
    if (!this.#is("!")) return this.#primed(this.#atom());
    this.#at += 1;
    return inverse(this.#primary());
  }

  #atom(): Evaluate {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token === "0" || token === "1") return constant(token === "1");
    if (token === "(") {
      const inner = this.#sum();
      if (!this.#is(")")) this.#isBad = true;
      this.#at += 1;
      return inner;
    }
    if (token !== undefined && /^[A-Za-z_]/.test(token)) {
      this.#names.add(token);
      return (values) => values.get(token) === true;
    }
    this.#isBad = true;
    return constant(false);
  }

  /** Primes after a name or a parenthesis: two of them cancel. */
  #primed(inner: Evaluate): Evaluate {
    let primes = 0;
    for (; this.#is("'"); this.#at++) primes += 1;
    return primes % 2 === 1 ? inverse(inner) : inner;
  }
}

function joined(terms: readonly Evaluate[], all: Evaluate): Evaluate {
  const [only] = terms;
  return only !== undefined && terms.length === 1 ? only : all;
}

function inverse(inner: Evaluate): Evaluate {
  return (values) => !inner(values);
}

function constant(value: boolean): Evaluate {
  return () => value;
}
