/** What people write in JSON that is none of its tokens. In steps of one character: a pattern would run out of stack. */

/** The end of a comment (`//` or `#` to the end of the line, or C's) that starts here; undefined if none does, or it has no end. */
export function endOfComment(text: string, start: number): number | undefined {
  if (text.startsWith("/*", start)) {
    const end = text.indexOf("*/", start + 2);
    return end === -1 ? undefined : end + 2;
  }
  if (text[start] !== "#" && !text.startsWith("//", start)) return undefined;
  const end = text.indexOf("\n", start);
  return end === -1 ? text.length : end;
}

/**
 * The end of a word without quotes, or of a string in single quotes or with something in it that JSON would escape, which
 * starts here and ends in the same line; undefined if none does.
 */
export function endOfSlip(text: string, start: number): number | undefined {
  const quote = text[start];
  if (quote === '"' || quote === "'") return endOfQuoted(text, start, quote);
  let end = start;
  while (isOfWord(text.charCodeAt(end))) end++;
  return end === start ? undefined : end;
}

function endOfQuoted(text: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at + 1;
  }
  return undefined;
}

/** A letter, a digit or one of `_ $ + - .` */
function isOfWord(code: number): boolean {
  const lower = code | 0x20;
  const isLetter = lower >= 0x61 && lower <= 0x7a;
  return isLetter || (code >= 0x30 && code <= 0x39) || [0x5f, 0x24, 0x2b, 0x2d, 0x2e].includes(code);
}
