import { closeSync, openSync, readSync } from "node:fs";
import { ToolError } from "../../../src/core/errors.ts";
import { fjOfJ, fjOfPj } from "../../../src/core/units.ts";

/** One `internal_power` group of the library as OpenSTA looked it up for a pin of an instance [fJ]. */
export interface LoggedEnergy {
  /** The pin that causes the transition; the pin itself if the group names none. */
  readonly from: string;
  /** The condition in Liberty notation; empty if there is none. */
  readonly when: string;
  /** Supply pin that the energy is stated for; empty if none. */
  readonly rail: string;
  readonly riseFj: number;
  readonly fallFj: number;
}

/** What OpenSTA used for one instance. */
export interface LoggedInstance {
  /** Pin → its internal energies at OpenSTA's slews and loads. */
  readonly energies: ReadonlyMap<string, readonly LoggedEnergy[]>;
  /** Output pin → ½·C·V² of its net [fJ]. */
  readonly switchingFj: ReadonlyMap<string, number>;
  /** `cell_leakage_power` [W]. */
  readonly leakageW: number | undefined;
  /** Leakage without condition, rails added [W]. */
  readonly defaultLeakageW: number;
  /** Leakage of a state and rail [W]. */
  readonly states: readonly { readonly when: string; readonly leakageW: number }[];
}

interface Reading extends LoggedInstance {
  readonly energies: Map<string, LoggedEnergy[]>;
  readonly switchingFj: Map<string, number>;
  leakageW: number | undefined;
  defaultLeakageW: number;
  readonly states: { readonly when: string; readonly leakageW: number }[];
}

const EDGE = /^ ([\^v]) energy =\s*(\S+) \*/;
const ARC = /^ (\S+) -> \S+ (.*?) +-?\d+\.\d+ \S+ +\S+ +\S+ (no pg_pin|\S+)$/;
const PIN = /^internal (\S+)\/([^/\s]+) \(\S+\)$/;
const SWITCHING = /^switching \S+\/(\S+) activity = \S+ volt = (\S+) (\S+)$/;
const LEAKAGE = /^leakage (\S+) (.*\S) +(\S+) \* \S+$/;
const CELL_LEAKAGE = /^leakage cell \S+ (\S+)$/;
const DEFAULT_LEAKAGE = /^leakage default \S+ (\S+)$/;
const PREFIX = "power: ";
const NO_VOLTAGE = "OpenSTA finds no supply voltage: got a library without default_operating_conditions, expected one";

/**
 * Reads what `report_power` of OpenSTA 2.0.17 prints with `set_debug power 3` and a global activity of one transition a
 * cycle. Pins are listed with the switching energy, if any, before their internal energies; leakage comes last.
 * @param log its lines
 * @param periodPs of the clock, by which OpenSTA divided the switching energies
 * @returns path of the instance → what it used
 * @throws {ToolError} if the supply is at 0 V for OpenSTA: it then leaves energies out silently
 */
export function readPowerLog(log: Iterable<string>, periodPs: number): ReadonlyMap<string, LoggedInstance> {
  const instances = new Map<string, Reading>();
  let current: Reading | undefined;
  let pin = "";
  let [riseFj, fallFj] = [0, 0];
  let switching: readonly [pin: string, energyFj: number] | undefined;
  for (const full of log) {
    if (!full.startsWith(PREFIX)) continue;
    const line = full.slice(PREFIX.length);
    const edge = EDGE.exec(line);
    if (edge !== null) {
      if (edge[1] === "^") riseFj = fjOfJ(Number(edge[2]));
      else fallFj = fjOfJ(Number(edge[2]));
      continue;
    }
    const [isArc, from = "", when = "", supply = ""] = ARC.exec(line) ?? [];
    if (isArc !== undefined) {
      const rail = supply === "no pg_pin" ? "" : supply;
      current?.energies.get(pin)?.push({ from, when: when.trim(), rail, riseFj, fallFj });
      [riseFj, fallFj] = [0, 0];
      continue;
    }
    const [isPin, path = "", name = ""] = PIN.exec(line) ?? [];
    if (isPin !== undefined) {
      current = instances.get(path) ?? {
        energies: new Map(),
        switchingFj: new Map(),
        leakageW: undefined,
        defaultLeakageW: 0,
        states: [],
      };
      instances.set(path, current);
      pin = name;
      current.energies.set(pin, []);
      if (switching?.[0] === pin) current.switchingFj.set(...switching);
      switching = undefined;
      continue;
    }
    const [isSwitching, output = "", volts, watts] = SWITCHING.exec(line) ?? [];
    if (isSwitching !== undefined && Number(volts) === 0) throw new ToolError(NO_VOLTAGE, line);
    if (isSwitching !== undefined) switching = [output, fjOfPj(Number(watts) * periodPs)];
    else if (current !== undefined) readLeakage(line, current);
  }
  return instances;
}

function readLeakage(line: string, reading: Reading): void {
  const [isCell, watts] = CELL_LEAKAGE.exec(line) ?? [];
  if (isCell !== undefined) reading.leakageW = Number(watts);
  const [isDefault, each] = DEFAULT_LEAKAGE.exec(line) ?? [];
  if (isDefault !== undefined) reading.defaultLeakageW += Number(each);
  const [isState, , when = "", state] = LEAKAGE.exec(line) ?? [];
  if (isState !== undefined) reading.states.push({ when, leakageW: Number(state) });
}

/** The lines of a file of any size; a log is 15 kB for each cell of ASAP7. */
export function* linesOf(file: string): Generator<string> {
  const handle = openSync(file, "r");
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let rest = "";
    for (let size = readSync(handle, chunk); size > 0; size = readSync(handle, chunk)) {
      const lines = (rest + chunk.toString("latin1", 0, size)).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (rest !== "") yield rest;
  } finally {
    closeSync(handle);
  }
}

const CHUNK_BYTES = 2 ** 20;
