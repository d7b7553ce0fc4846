import { SCHEME_FACTS } from "../../../src/core/schemes.ts";
import type { UnitShape, UnitRegisters, LineKind, Slot } from "../../contract/index.ts";
import { hasTwoPhases, isUnidirectional } from "../shape.ts";

/** Which devices a column pulses, by scheme. */

/** What a slot may do: raise, lower, or either. */
export type Phase = "ltp" | "ltd" | "both";

/** The phases of a unit, in order. */
export function phasesOf(shape: UnitShape): readonly Phase[] {
  if (isUnidirectional(shape)) return ["ltp"];
  return hasTwoPhases(shape) ? ["ltp", "ltd"] : ["both"];
}

/** Whether a synapse of this direction gets a pulse in the phase. */
export function takesPart({ scheme }: UnitShape, phase: Phase, raises: boolean): boolean {
  switch (SCHEME_FACTS[scheme].pulses) {
    case "either":
    case "both":
      return true;
    case "one":
      return phase === "both" || (phase === "ltp") === raises;
  }
}

/** Lines of a column that is raised or lowered in a phase. */
function linesOf({ scheme }: UnitShape, phase: Phase, raises: boolean): readonly LineKind[] {
  const all: readonly LineKind[] = (() => {
    switch (scheme) {
      case "single":
        return [raises ? "ltp" : "ltd"];
      case "pair-fixed":
        return [raises ? "plus_ltp" : "plus_ltd"];
      case "pair-bidirectional":
        return raises ? ["plus_ltp", "minus_ltd"] : ["minus_ltp", "plus_ltd"];
      case "pair-unidirectional":
        return [raises ? "plus_ltp" : "minus_ltp"];
    }
  })();
  return phase === "both" ? all : all.filter((kind) => kind.endsWith(phase));
}

/** A column that fires, and the direction of its synapses. */
export interface FiringColumn {
  readonly column: number;
  readonly raises: boolean;
}

/** The slot in which these rows and columns fire. */
export function slotOf(
  shape: UnitShape,
  registers: UnitRegisters,
  phase: Phase,
  rows: readonly number[],
  columns: readonly FiringColumn[],
): Slot {
  const lines: Partial<Record<LineKind, number[]>> = {};
  for (const { column, raises } of columns)
    for (const kind of linesOf(shape, phase, raises)) (lines[kind] ??= []).push(column);
  const kinds = Object.keys(lines) as LineKind[];
  const widths = Object.fromEntries(kinds.map((kind) => [kind, lineWidth(registers, kind)]));
  return { rows, lines, widths };
}

/** The same registers with widths and the gap in cycles: a tick lasts `prescale`, a width of 0 is one tick. */
export function inCycles({ prescale }: UnitShape, registers: UnitRegisters): UnitRegisters {
  const { ltpWidth, ltdWidth, resetWidth, gap } = registers;
  const cyclesOf = (width: number): number => Math.max(1, width) * prescale;
  return {
    ...registers,
    ltpWidth: cyclesOf(ltpWidth),
    ltdWidth: cyclesOf(ltdWidth),
    resetWidth: cyclesOf(resetWidth),
    gap: gap * prescale,
  };
}

/** Cycles that a line stays on. */
export function lineWidth({ ltpWidth, ltdWidth, resetWidth }: UnitRegisters, kind: LineKind): number {
  if (kind === "pair_reset") return resetWidth;
  return kind.endsWith("ltp") ? ltpWidth : ltdWidth;
}

/** Cycles that a slot of this phase lasts. */
export function phaseWidth({ ltpWidth, ltdWidth }: UnitRegisters, phase: Phase): number {
  if (phase === "both") return Math.max(ltpWidth, ltdWidth);
  return phase === "ltp" ? ltpWidth : ltdWidth;
}
