import type { LineKind, Slot } from "../../../generators/contract/index.ts";

/** Levels of all lines in one cycle. */
export interface LineLevels {
  /** Rows whose line is on. */
  readonly rows: readonly number[];
  /** Columns whose line is on, for every kind of line. */
  readonly lines: Readonly<Partial<Record<LineKind, readonly number[]>>>;
}

/**
 * Turns the levels of pulse lines, cycle by cycle, into slots. A slot begins where all lines were low; its lines come on
 * together, stay as they are, and each kind of column lines goes off on its own. Rows go off with the last of them, or
 * later (a slot for which both kinds of pulses are possible lasts as long as the longer). Anything else is a fault.
 */
export class SlotMonitor {
  readonly #found: (slot: Slot) => void;
  #slot:
    { readonly levels: LineLevels; readonly widths: Partial<Record<LineKind, number>>; cycles: number } | undefined;
  /** Rows that are still on behind a slot. */
  #left: readonly number[] = [];
  fault: string | undefined;

  constructor(found: (slot: Slot) => void) {
    this.#found = found;
  }

  /** The levels of the next cycle. */
  sample(levels: LineLevels): void {
    const kinds = kindsOn(levels);
    if (this.#slot === undefined) {
      if (kinds.length > 0) this.#begin(levels);
      else this.#rest(levels.rows);
      return;
    }
    const { levels: first, widths, cycles } = this.#slot;
    for (const kind of kindsOn(first))
      if (widths[kind] === undefined && levels.lines[kind]?.length === 0) widths[kind] = cycles;
    const expected = kindsOn(first).filter((kind) => widths[kind] === undefined);
    if (kinds.some((kind) => !expected.includes(kind)))
      this.fault = `a line of ${kinds.join(", ")} came on in cycle ${cycles} of a slot of ${kindsOn(first).join(", ")}`;
    else if (expected.length === 0) this.#end(levels);
    else if (!equal(levels.rows, first.rows) || expected.some((kind) => !equal(levels.lines[kind], first.lines[kind])))
      this.fault = `lines changed in cycle ${cycles} of a slot: ${show(first)}, then ${show(levels)}`;
    this.#slot = expected.length === 0 ? undefined : { levels: first, widths, cycles: cycles + 1 };
  }

  #begin(levels: LineLevels): void {
    if (this.#left.length > 0) this.fault = `row lines ${this.#left.join(" ")} are on between two slots`;
    this.#slot = { levels, widths: {}, cycles: 1 };
  }

  #rest(rows: readonly number[]): void {
    if (rows.length > 0 && !equal(rows, this.#left))
      this.fault = `row lines ${rows.join(" ")} came on without a column line`;
    this.#left = rows;
  }

  #end({ rows }: LineLevels): void {
    if (this.#slot === undefined) return;
    const { levels, widths } = this.#slot;
    if (rows.length > 0 && !equal(rows, levels.rows)) this.fault = `row lines ${rows.join(" ")} are on behind a slot`;
    this.#left = rows;
    const kinds = kindsOn(levels);
    this.#found({
      rows: levels.rows,
      lines: Object.fromEntries(kinds.map((kind) => [kind, levels.lines[kind]])),
      widths,
    });
  }
}

/** Whether two slots are the same pulses; keys in any order. */
export function sameSlot(a: Slot, b: Slot): boolean {
  const [left, right] = [kindsOn(a), kindsOn(b)];
  return (
    equal(a.rows, b.rows) &&
    left.length === right.length &&
    left.every((kind) => equal(a.lines[kind], b.lines[kind]) && a.widths[kind] === b.widths[kind])
  );
}

/** A slot in words: `rows 1 2, ltp 0 3 (4 cycles)`. */
export function describeSlot(slot: Slot): string {
  const kinds = kindsOn(slot).map((kind) => `${kind} ${slot.lines[kind]?.join(" ")} (${slot.widths[kind]} cycles)`);
  return [`rows ${slot.rows.join(" ")}`, ...kinds].join(", ");
}

function show(levels: LineLevels): string {
  const kinds = kindsOn(levels).map((kind) => `${kind} ${levels.lines[kind]?.join(" ")}`);
  return [`rows ${levels.rows.join(" ")}`, ...kinds].join(", ");
}

function kindsOn({ lines }: LineLevels): readonly LineKind[] {
  return (Object.keys(lines) as LineKind[]).filter((kind) => (lines[kind]?.length ?? 0) > 0);
}

function equal(a: readonly number[] = [], b: readonly number[] = []): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
