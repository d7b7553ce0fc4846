/** The line a reader of a Yosys log looks for. */
export function lastError(log: string): string {
  const lines = log.trimEnd().split("\n");
  return lines.findLast((line) => line.includes("ERROR")) ?? lines.at(-1) ?? "no output";
}

/** The last lines of a log. */
export function tail(log: string, lines = 30): string {
  return log.trimEnd().split("\n").slice(-lines).join("\n");
}
