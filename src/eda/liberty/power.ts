import type { TechnologyCell } from "../../../models/technology/technology.ts";
import { InputError } from "../../core/errors.ts";
import { combine, constantGrid, type Grid } from "./grid.ts";
import { groupsOf, type LibertyGroup } from "./parse.ts";
import type { StateShare } from "./states.ts";
import { readTable } from "./table.ts";
import { pinGroups, relatesTo, type TableReader } from "./timing.ts";

/** An `InternalEnergy` while it is being read. */
export interface EnergyGrids {
  readonly pin: string;
  readonly from?: string;
  readonly state?: "open" | "shut";
  readonly rise: Grid;
  readonly fall: Grid;
}

/** One table for each edge, of one state and one supply rail. */
interface Entry {
  readonly when: string | undefined;
  readonly rail: string;
  readonly rise: Grid;
  readonly fall: Grid;
}

/**
 * Internal energies of a cell's pins.
 *
 * - Rails (`related_pg_pin`) are added: what the library calls the cell's energy is their sum. ASAP7 states the charge
 *   through both VDD and VSS.
 * - An output's transition happened in one of the listed states: mean, weighted by the share of each state.
 * - An input's transition may also happen in a state that is not listed, because there the output toggles and has the
 *   energy: sum of share · energy, unlisted states count 0. An entry without condition stands for all unlisted states.
 * @param sources inputs that may cause an output's transition: all, or the clock of a flip-flop
 * @throws InputError naming the pin if an output has no energy from any source, or a table cannot be read
 */
export function readEnergies(
  group: LibertyGroup,
  cell: TechnologyCell,
  sources: readonly string[],
  share: StateShare,
  reader: TableReader,
): readonly EnergyGrids[] {
  return cell.pins.flatMap(({ name: pin, direction }): readonly EnergyGrids[] => {
    const powers = pinGroups(group, pin).flatMap((each) => groupsOf(each, "internal_power"));
    if (direction === "input") {
      const entries = powers.map((power) => readEntry(power, reader));
      return entries.length === 0 ? [] : [{ pin, ...overStates(entries, share, false) }];
    }
    if (direction !== "output") return [];
    const outputs = cell.pins.flatMap(({ name, direction: own }) => (own === "output" && name !== pin ? [name] : []));
    const caused = [...sources, ...outputs].flatMap((from): readonly EnergyGrids[] => {
      const entries = powers.filter((power) => relatesTo(power, from)).map((power) => readEntry(power, reader));
      return entries.length === 0 ? [] : [{ pin, from, ...overStates(entries, share, true) }];
    });
    const free = powers
      .filter((power) => !power.attributes.has("related_pin"))
      .map((power) => readEntry(power, reader));
    if (caused.length === 0 && free.length === 0) throw InputError.at(pin, "no internal power");
    if (free.length === 0) return caused;
    const unrelated = overStates(free, share, true);
    return caused.length > 0 ? caused : sources.map((from) => ({ pin, from, ...unrelated }));
  });
}

function readEntry(power: LibertyGroup, reader: TableReader): Entry {
  const both = groupsOf(power, "power");
  const table = (name: string): Grid => {
    const own = groupsOf(power, name)[0] ?? both[0];
    return own === undefined ? constantGrid(0) : readTable(own, "power", reader.templates, reader.power);
  };
  return {
    when: power.attributes.get("when"),
    rail: power.attributes.get("related_pg_pin") ?? "",
    rise: table("rise_power"),
    fall: table("fall_power"),
  };
}

function overStates(entries: readonly Entry[], share: StateShare, normalise: boolean): { rise: Grid; fall: Grid } {
  const rails = [...new Set(entries.map(({ rail }) => rail))];
  const weighted = rails.flatMap((rail) =>
    weigh(
      entries.filter((entry) => entry.rail === rail),
      share,
      normalise,
    ),
  );
  const edge = (name: "rise" | "fall"): Grid =>
    combine(
      weighted.map(({ entry }) => entry[name]),
      (values) => values.reduce((sum, value, i) => sum + value * (weighted[i]?.weight ?? 0), 0),
    );
  return { rise: edge("rise"), fall: edge("fall") };
}

function weigh(entries: readonly Entry[], share: StateShare, normalise: boolean) {
  const listed = entries.flatMap((entry) => (entry.when === undefined ? [] : [{ entry, weight: share(entry.when) }]));
  const covered = listed.reduce((sum, { weight }) => sum + weight, 0);
  const free = entries.filter(({ when }) => when === undefined);
  const rest = Math.max(0, 1 - covered);
  // A condition stated for a clear or preset only may never hold; then the entry without condition is all there is.
  if (normalise && covered > 0) return listed.map(({ entry, weight }) => ({ entry, weight: weight / covered }));
  return [...listed, ...free.map((entry) => ({ entry, weight: rest }))];
}
