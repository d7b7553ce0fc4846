import {
  addressBits,
  and,
  bit,
  bits,
  concat,
  constant,
  ModuleBuilder,
  mux,
  named,
  not,
  or,
  replicate,
  shared,
  sharedBy,
  signalAt,
  type Module,
  type Signal,
  type PortsOf,
} from "../../../src/hdl/index.ts";
import { decode } from "../../arithmetic/decoder.ts";
import type { UnitShape, LineKind } from "../../contract/index.ts";
import { batchesOf, hasTwoPhases, isRowSerial, lineKinds, pulsesBoth } from "../../update-unit/shape.ts";

/** Line registers: what reaches the array comes out of a flip-flop, so that no glitch is ever a pulse. */

/** Verilog name: says all that shapes the module. */
export function rowLinesName(shape: UnitShape): string {
  const source = isRowSerial(shape) ? "selected" : shape.refresh === "none" ? "trains" : "trains_or_selected";
  return `row_lines_${shape.rows}_${source}`;
}

/** The selected row, or what trains fire, or both and which. */
type RowLinesInputs = PortsOf<"load" | "clear", "row" | "fire" | "refreshing">;

/** Rows that are on: the selected one, or (array-parallel) all whose trains fire. */
export function rowLines(shape: UnitShape): Module<RowLinesInputs, PortsOf<"row_lines">> {
  return shared(rowLinesName(shape), () => {
    const { rows } = shape;
    const m = new ModuleBuilder<RowLinesInputs>(rowLinesName(shape), `Lines of ${rows} rows, from flip-flops.`);
    const load = m.input("load", 1, "pulses begin");
    const clear = m.input("clear", 1, "they end");
    const selected = (): Signal =>
      rows === 1
        ? constant(1, 1)
        : concat(...decode("row", m.input("row", addressBits(rows), "the row that is pulsed"), rows));
    const value = isRowSerial(shape)
      ? selected()
      : shape.refresh === "none"
        ? m.input("fire", rows, "what fires, lowest line first")
        : mux(
            m.input("refreshing", 1, "a refresh is under way: one row is pulsed"),
            selected(),
            m.input("fire", rows, "what fires, lowest line first"),
          );
    const lines = lineRegister(m, "row_lines", and(value, replicate(load, rows)), or(load, clear));
    return m.build({ row_lines: lines }, { row_lines: "lines of the rows, row 0 lowest" });
  });
}

/** What a kind of column lines does. */
export function lineWords(kind: string): string {
  if (kind === "pair_reset") return "column lines that reset both devices of a pair, column 0 lowest";
  const device = kind.startsWith("minus") ? "second devices" : kind.startsWith("plus") ? "first devices" : "devices";
  return `column lines that ${kind.endsWith("ltd") ? "depress" : "potentiate"} the ${device}, column 0 lowest`;
}

/** Verilog name: says all that shapes the module. */
export function columnLinesName(shape: UnitShape): string {
  const { columns, lanes, scheme, refresh } = shape;
  const phases = hasTwoPhases(shape) ? "two_phase" : "one_phase";
  return `column_lines_${columns}_of_${lanes}_${scheme.replace("-", "_")}_${phases}${refresh === "none" ? "" : "_reset"}`;
}

/** Lanes that get a pulse of a kind, as one expression of what fires, its direction and the phase. */
function lanesOf(
  kind: LineKind,
  shape: UnitShape,
  ports: { readonly fire: Signal; readonly raise: Signal; readonly depress: Signal | undefined },
): Signal {
  const { fire, raise, depress } = ports;
  const raised = and(fire, raise);
  const lowered = and(fire, not(raise));
  const own = kind === "minus_ltp" || kind === "plus_ltd" || kind === "ltd" ? lowered : raised;
  if (depress === undefined || !pulsesBoth(shape)) return own;
  const inPhase = kind.endsWith("ltd") ? depress : not(depress);
  return and(own, replicate(inPhase, own.width));
}

type ColumnLinesInputs = PortsOf<
  "fire" | "raise" | "load" | "clear_ltp",
  "depress" | "batch" | "clear_ltd" | "load_reset" | "flagged"
>;
type ColumnLines = PortsOf<never, LineKind>;

/**
 * Column lines: lane l of batch b is column b·lanes + l. Potentiation and depression of one device come from the two
 * values of one bit, are loaded together and cleared before the next load: they never overlap.
 */
export const columnLines = sharedBy(columnLinesName, (shape: UnitShape): Module<ColumnLinesInputs, ColumnLines> => {
  const { columns, lanes } = shape;
  const m = new ModuleBuilder<ColumnLinesInputs>(
    columnLinesName(shape),
    `Lines of ${columns} columns, ${shape.scheme}, from flip-flops.`,
  );
  const fire = m.input("fire", lanes, "what fires, lowest line first");
  const raise = m.input("raise", lanes, "the lane's pulse is a potentiation, lane 0 lowest");
  const depress =
    pulsesBoth(shape) && hasTwoPhases(shape) ? m.input("depress", 1, "the phase of depressions") : undefined;
  const batches = batchesOf(shape);
  const batch =
    batches === 1
      ? [constant(1, 1)]
      : decode("batch", m.input("batch", addressBits(batches), "the columns that the lanes stand for"), batches);
  const load = m.input("load", 1, "pulses begin");
  const clearLtp = m.input("clear_ltp", 1, "potentiations end");
  const kinds = lineKinds(shape);
  const clearLtd = kinds.some((kind) => kind.endsWith("ltd")) ? m.input("clear_ltd", 1, "depressions end") : clearLtp;
  const spread = (value: Signal, enable: Signal): Signal => {
    const gated = bits(and(value, replicate(enable, lanes)));
    return concat(
      ...Array.from({ length: columns }, (_, c) =>
        and(signalAt(gated, c % lanes), signalAt(batch, Math.floor(c / lanes))),
      ),
    );
  };
  const lines: { -readonly [Kind in LineKind]?: Signal } = {};
  for (const kind of kinds) {
    const isReset = kind === "pair_reset";
    const loads = isReset ? m.input("load_reset", 1, "pairs are reset") : load;
    const value = isReset
      ? m.input("flagged", lanes, "lanes whose pair is reset, lane 0 lowest")
      : lanesOf(kind, shape, { fire, raise, depress });
    const clear = kind.endsWith("ltd") ? clearLtd : clearLtp;
    lines[kind] = lineRegister(m, kind, spread(named(`${kind}_lanes`, value), loads), or(loads, clear));
  }
  return m.build(lines, Object.fromEntries(kinds.map((kind) => [kind, lineWords(kind)])));
});

/** Lines that come on with `starts` and stay on until `changes`; one AND and one OR a line in front of its flip-flop. */
function lineRegister(m: ModuleBuilder, name: string, starts: Signal, changes: Signal): Signal {
  const lines = m.register(`${name}_q`, starts.width, 0);
  const stays = replicate(named(`${name}_stay`, not(changes)), starts.width);
  m.drive(lines, or(named(`${name}_start`, starts), and(lines, stays)));
  return lines;
}

/** Lanes that stand for a column in the present batch: all but the last ones of the last batch. */
export function usedLanes(shape: UnitShape, isLastBatch: Signal): Signal {
  const { lanes, columns } = shape;
  const inLast = columns - (batchesOf(shape) - 1) * lanes;
  const all = constant(lanes, 2n ** BigInt(lanes) - 1n);
  if (inLast === lanes) return all;
  return concat(...Array.from({ length: lanes }, (_, lane) => (lane < inLast ? bit(all, lane) : not(isLastBatch))));
}
