/**
 * JSON that people and line tools can both read: the outermost levels are indented, and whatever lies deeper than
 * `levels` is on one line, so that a front of thousands of records is one line a record. Equal values give equal bytes.
 */
export function jsonText(value: unknown, levels = 2): string {
  return `${indented(value, levels, "")}\n`;
}

function indented(value: unknown, levels: number, indent: string): string {
  if (levels === 0 || typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return enclosed(
      "[",
      value.map((item: unknown) => indented(item, levels - 1, inner)),
      "]",
      indent,
    );
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  return enclosed(
    "{",
    members.map(([key, item]) => `${JSON.stringify(key)}: ${indented(item, levels - 1, inner)}`),
    "}",
    indent,
  );
}

function enclosed(open: string, parts: readonly string[], close: string, indent: string): string {
  return parts.length === 0
    ? `${open}${close}`
    : `${open}\n${parts.map((part) => `${indent}  ${part}`).join(",\n")}\n${indent}${close}`;
}
