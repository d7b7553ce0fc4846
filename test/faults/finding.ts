/** What one case came to. */
export interface Finding {
  /** In a word, for the table: `old`, `new`, `one line`, … */
  readonly state: string;
  /** What is wrong; empty if nothing is. */
  readonly faults: readonly string[];
}

/** One row of the table. */
export interface Row {
  readonly fault: string;
  readonly findings: readonly Finding[];
  /** Why it was left out. */
  readonly skipped?: string;
}

/** fault × cases × result, as Markdown. */
export function tableOf(rows: readonly Row[]): string {
  return ["| fault | cases | result |", "| --- | --- | --- |", ...rows.map(rowOf)].join("\n");
}

/** A line of the table. */
export function rowOf({ fault, findings, skipped }: Row): string {
  if (skipped !== undefined) return `| ${fault} | 0 | skipped: ${skipped} |`;
  const wrong = findings.filter(({ faults }) => faults.length > 0).length;
  return `| ${fault} | ${findings.length} | ${wrong === 0 ? "whole" : `${wrong} WRONG`} (${countsOf(findings)}) |`;
}

/** `100 kills, 100 identical ends`. */
export function killsOf(rows: readonly Row[]): string {
  const killed = rows.filter(({ fault }) => fault.startsWith("SIGKILL")).flatMap(({ findings }) => findings);
  return `${killed.length} kills, ${killed.filter(({ faults }) => faults.length === 0).length} identical ends`;
}

function countsOf(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { state } of findings) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${state}`).join(", ");
}

/** Runs `cases` two at a time, results in order. */
export async function twoAtATime<T>(cases: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const results: T[] = [];
  const left = [...cases.entries()];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) results[next[0]] = await next[1]();
  };
  await Promise.all([worker(), worker()]);
  return results;
}
