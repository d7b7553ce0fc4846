/** What stands next in a JSON text; `none` is what is no token, and the end. */
export interface JsonToken {
  readonly kind: "mark" | "string" | "number" | "word" | "none";
  readonly start: number;
  /** Position behind it; of `none` the same as `start`. */
  readonly end: number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?(?![\w.])/y;
const WORD = /(?:true|false|null)\b/y;
/** Digits of a number that is read: with millions of them the pattern above would run out of stack. */
const MOST_DIGITS = 1000;

const [QUOTE, BACKSLASH, LOWER_U] = [0x22, 0x5c, 0x75];

/** The token of `text` at `at` or after blanks there. Takes any text, in steps of one character, without recursion. */
export function jsonTokenAt(text: string, at: number): JsonToken {
  let start = at;
  while (isBlank(text.charCodeAt(start))) start++;
  const end = endOf(text, start);
  return { kind: end === start ? "none" : kindOf(text.charCodeAt(start)), start, end };
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function kindOf(code: number): JsonToken["kind"] {
  if (code === QUOTE) return "string";
  if (isMark(code)) return "mark";
  return code === 0x2d || (code >= 0x30 && code <= 0x39) ? "number" : "word";
}

/** One of `{ } [ ] : ,` */
function isMark(code: number): boolean {
  return code === 0x7b || code === 0x7d || code === 0x5b || code === 0x5d || code === 0x3a || code === 0x2c;
}

function endOf(text: string, start: number): number {
  if (start >= text.length) return start;
  switch (kindOf(text.charCodeAt(start))) {
    case "mark":
      return start + 1;
    case "string":
      return endOfString(text, start);
    case "number":
      return matchEnd(NUMBER, text, start);
    case "word":
      return matchEnd(WORD, text, start);
    case "none":
      return start;
  }
}

function matchEnd(pattern: RegExp, text: string, start: number): number {
  if (digitsFrom(text, start) > MOST_DIGITS) return start;
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}

function digitsFrom(text: string, start: number): number {
  let end = start;
  while (end - start <= MOST_DIGITS && isOfNumber(text.charCodeAt(end))) end++;
  return end - start;
}

/** One of `0-9 + - . E e` */
function isOfNumber(code: number): boolean {
  return (code >= 0x2b && code <= 0x39 && code !== 0x2c && code !== 0x2f) || code === 0x45 || code === 0x65;
}

/** Behind the closing quote; `start` if the string is not closed, or holds a control character or a wrong escape. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code < 0x20) return start;
    if (code !== BACKSLASH) continue;
    at++;
    if (text.charCodeAt(at) === LOWER_U) {
      if (!/^[\dA-Fa-f]{4}$/.test(text.slice(at + 1, at + 5))) return start;
      at += 4;
    } else if (!'"\\/bfnrt'.includes(text.charAt(at)) || at >= text.length) return start;
  }
  return start;
}
