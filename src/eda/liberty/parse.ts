import { InputError } from "../../core/errors.ts";
import { printable, shortened } from "../../core/printable.ts";
import { Lexer, type Token } from "./lexer.ts";

/** `cell (NAND2) { … }`: a group with its attributes and the groups inside it. */
export interface LibertyGroup {
  readonly kind: string;
  readonly args: readonly string[];
  /** Line of the group's name, counted from 1. */
  readonly line: number;
  /** `area : 1.5 ;`, the last one if stated twice. */
  readonly attributes: ReadonlyMap<string, string>;
  /** `capacitive_load_unit (1, pf);` */
  readonly complex: ReadonlyMap<string, readonly string[]>;
  readonly groups: readonly LibertyGroup[];
}

/** Groups of one kind directly inside a group. */
export function groupsOf(group: LibertyGroup, kind: string): readonly LibertyGroup[] {
  return group.groups.filter((inner) => inner.kind === kind);
}

/**
 * Parses Liberty text into its one `library` group.
 * @param file named in errors
 * @throws InputError `file:line` on malformed or truncated text
 */
export function parseLiberty(text: string, file: string): LibertyGroup {
  const parser: Parser = { lexer: new Lexer(text, file), file };
  const head = parser.lexer.next();
  if (head.kind !== "word" || head.value !== "library") {
    throw complain(parser, head, "library (NAME) { … }");
  }
  const args = parseArguments(parser);
  const brace = parser.lexer.next();
  if (!isPunctuation(brace, "{")) throw complain(parser, brace, "{ after library (…)");
  const library = parseBody(parser, { kind: "library", args, line: head.line, depth: 1 });
  let rest = parser.lexer.next();
  while (isPunctuation(rest, ";")) rest = parser.lexer.next();
  if (rest.kind !== "end") throw complain(parser, rest, "the end of the file after the library");
  return library;
}

interface Parser {
  readonly lexer: Lexer;
  readonly file: string;
}

interface Head {
  readonly kind: string;
  readonly args: readonly string[];
  readonly line: number;
  readonly depth: number;
}

/** Groups inside each other; libraries have six levels. */
const MOST_NESTED = 32;

function parseBody(parser: Parser, head: Head): LibertyGroup {
  if (head.depth > MOST_NESTED)
    throw InputError.at(`${parser.file}:${head.line}`, `got groups nested deeper than ${MOST_NESTED}, expected fewer`);
  const { kind, args, line } = head;
  const attributes = new Map<string, string>();
  const complex = new Map<string, readonly string[]>();
  const groups: LibertyGroup[] = [];
  for (;;) {
    const token = parser.lexer.next();
    if (isPunctuation(token, "}")) return { kind, args, line, attributes, complex, groups };
    if (isPunctuation(token, ";")) continue;
    if (token.kind === "end") {
      const name = printable(shortened(`${head.kind} (${head.args.join(", ")})`));
      throw complain(parser, token, `} of ${name} opened at line ${head.line}: the file is truncated`);
    }
    if (token.kind !== "word") throw complain(parser, token, `an attribute, a group or } in ${head.kind}`);
    parseStatement(parser, token, head.depth, { attributes, complex, groups });
  }
}

interface Contents {
  readonly attributes: Map<string, string>;
  readonly complex: Map<string, readonly string[]>;
  readonly groups: LibertyGroup[];
}

function parseStatement(parser: Parser, name: Token, depth: number, { attributes, complex, groups }: Contents): void {
  const mark = parser.lexer.next();
  if (isPunctuation(mark, ":")) {
    attributes.set(name.value, parseSimpleValue(parser, name));
    return;
  }
  if (!isPunctuation(mark, "(")) throw complain(parser, mark, `: or ( after "${printable(shortened(name.value))}"`);
  const args = parseArguments(parser, true);
  const after = parser.lexer.next();
  if (isPunctuation(after, "{"))
    groups.push(parseBody(parser, { kind: name.value, args, line: name.line, depth: depth + 1 }));
  else if (isPunctuation(after, ";")) complex.set(name.value, args);
  else if (after.kind === "word" || isPunctuation(after, "}")) {
    complex.set(name.value, args); // some libraries leave the semicolon out
    parser.lexer.back(after);
  } else throw complain(parser, after, `; or { after ${printable(shortened(name.value))} (…)`);
}

function parseSimpleValue(parser: Parser, name: Token): string {
  const bare = parser.lexer.bareValue();
  if (bare !== "") return bare;
  const value = parser.lexer.next();
  if (value.kind !== "text" && value.kind !== "word")
    throw complain(parser, value, `a value of ${printable(shortened(name.value))}`);
  return value.value;
}

/** `(a, "b", 1.5)` → its values; commas and blanks both separate. */
function parseArguments(parser: Parser, opened = false): readonly string[] {
  const args: string[] = [];
  if (!opened) {
    const open = parser.lexer.next();
    if (!isPunctuation(open, "(")) throw complain(parser, open, "(");
  }
  for (;;) {
    const token = parser.lexer.next();
    if (isPunctuation(token, ")")) return args;
    if (token.kind === "text" || token.kind === "word") args.push(token.value.trim());
    else if (!isPunctuation(token, ",") && !isPunctuation(token, ":")) throw complain(parser, token, ") of a list");
  }
}

function isPunctuation(token: Token, value: string): boolean {
  return token.kind === "punctuation" && token.value === value;
}

function complain(parser: Parser, got: Token, expected: string): InputError {
  const found = got.kind === "end" ? got.value : `"${printable(shortened(got.value, 40))}"`;
  return InputError.at(`${parser.file}:${got.line}`, `got ${found}, expected ${expected}`);
}
