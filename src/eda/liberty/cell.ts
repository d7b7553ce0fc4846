import type {
  AdderPins,
  ClockGatePins,
  CellKind,
  FlipFlop,
  TechnologyCell,
  TechnologyPin,
} from "../../../models/technology/technology.ts";
import { complement, TABLES, truthTable } from "../../../models/technology/truth-table.ts";
import { groupsOf, type LibertyGroup } from "./parse.ts";
import type { LibraryUnits } from "./units.ts";

/** What became of a `cell` group: a cell of the technology, or the reason why it cannot be one. */
export type CellReading =
  { readonly kind: "cell"; readonly cell: TechnologyCell } | { readonly kind: "skipped"; readonly reason: string };

/** Cells with more inputs are not classified by truth table; standard cells have at most 6. */
const MAXIMUM_INPUTS = 10;
/** What a technology file takes (models/technology/technology-schema.ts). */
const MOST_AREA_UM2 = 1e9;
const MOST_FF = 1e9;
const MOST_NW = 1e12;
const POWER_MANAGEMENT = ["is_isolation_cell", "is_level_shifter", "always_on", "switch_cell_type", "retention_cell"];

/** Reads one `cell` group. A cell is refused, never guessed: what is missing is said in the reason. */
export function readCell(group: LibertyGroup, units: LibraryUnits): CellReading {
  const pins = groupsOf(group, "pin").flatMap((pin) => readPins(pin, units));
  const reason = refusal(group, pins);
  if (reason !== undefined) return { kind: "skipped", reason };
  const flipFlop = readFlipFlop(group);
  const adder = recogniseAdder(pins);
  const leakageNw = readLeakage(group, units);
  const kind = classify(group, pins, flipFlop, adder);
  const clockGate = kind === "clock-gate" ? readClockGate(group, pins) : undefined;
  const cell: TechnologyCell = {
    name: group.args[0] ?? "",
    kind,
    areaUm2: round(Number(group.attributes.get("area"))),
    ...(leakageNw === undefined ? {} : { leakageNw }),
    dontUse: group.attributes.get("dont_use") === "true",
    pins,
    ...(kind === "flip-flop" && flipFlop !== undefined ? { flipFlop } : {}),
    ...(clockGate === undefined ? {} : { clockGate }),
    ...((kind === "full-adder" || kind === "half-adder") && adder !== undefined ? { adder } : {}),
  };
  return { kind: "cell", cell };
}

function refusal(group: LibertyGroup, pins: readonly TechnologyPin[]): string | undefined {
  if (["bus", "bundle"].some((kind) => groupsOf(group, kind).length > 0)) return "bus or bundle pins";
  if (["ff_bank", "latch_bank"].some((kind) => groupsOf(group, kind).length > 0)) return "multi-bit register";
  const outputs = pins.filter((pin) => pin.direction === "output");
  if (outputs.length === 0) return "no output pin (physical cell)";
  const area = group.attributes.get("area");
  if (area === undefined) return "no area";
  if (!Number.isFinite(Number(area)) || area.trim() === "") return `area is not a number: "${area}"`;
  if (!(Number(area) > 0)) return `area of a logic cell must be above 0, got ${area}`;
  if (Number(area) > MOST_AREA_UM2) return `area of a logic cell must be at most ${MOST_AREA_UM2} µm², got ${area}`;
  const strange = pins.find((pin) => capacitancesOf(pin).some((value) => !(value >= 0 && value <= MOST_FF)));
  return strange === undefined ? undefined : `capacitance of pin ${strange.name} is no number from 0 to ${MOST_FF} fF`;
}

function capacitancesOf({ capacitanceFf, riseCapacitanceFf, fallCapacitanceFf }: TechnologyPin): readonly number[] {
  return [capacitanceFf, riseCapacitanceFf, fallCapacitanceFf].filter((value) => value !== undefined);
}

function readPins(group: LibertyGroup, units: LibraryUnits): readonly TechnologyPin[] {
  const direction = group.attributes.get("direction");
  if (direction !== "input" && direction !== "output" && direction !== "inout") return [];
  const logic = group.attributes.get("function");
  return group.args.map((name) => ({
    name,
    direction,
    ...(direction === "input" ? readCapacitances(group, units) : {}),
    ...(direction !== "input" && logic !== undefined ? { function: logic } : {}),
  }));
}

/** The capacitance of an input, and those of its edges where they differ from it. */
function readCapacitances(group: LibertyGroup, units: LibraryUnits): Partial<TechnologyPin> {
  const [both, rise, fall] = ["capacitance", "rise_capacitance", "fall_capacitance"].map((name) => {
    const text = group.attributes.get(name);
    return text === undefined ? undefined : round(Number(text) * units.capacitanceFf);
  });
  return {
    ...(both === undefined ? {} : { capacitanceFf: both }),
    ...(rise === undefined || rise === both ? {} : { riseCapacitanceFf: rise }),
    ...(fall === undefined || fall === both ? {} : { fallCapacitanceFf: fall }),
  };
}

/** Mean over the listed input states; entries of one state (one per supply) are added first. */
function readLeakage(group: LibertyGroup, units: LibraryUnits): number | undefined {
  if (units.leakageNw === undefined) return undefined;
  const states = new Map<string, number>();
  for (const entry of groupsOf(group, "leakage_power")) {
    const state = entry.attributes.get("when") ?? "";
    states.set(state, (states.get(state) ?? 0) + Number(entry.attributes.get("value") ?? 0));
  }
  const stated = group.attributes.get("cell_leakage_power");
  const conditional = [...states].filter(([state]) => state !== "").map(([, value]) => value);
  const listed = conditional.length > 0 ? conditional : [...states.values()];
  const value = stated === undefined ? listed.reduce((sum, each) => sum + each, 0) / listed.length : Number(stated);
  const leakageNw = round(value * units.leakageNw);
  return leakageNw >= 0 && leakageNw <= MOST_NW ? leakageNw : undefined;
}

function readFlipFlop(group: LibertyGroup): FlipFlop | undefined {
  const ff = groupsOf(group, "ff")[0];
  const [state, inverse] = ff?.args ?? [];
  const clockedOn = ff?.attributes.get("clocked_on");
  const nextState = ff?.attributes.get("next_state");
  if (state === undefined || inverse === undefined || clockedOn === undefined || nextState === undefined) {
    return undefined;
  }
  const clear = ff?.attributes.get("clear");
  const preset = ff?.attributes.get("preset");
  return {
    state: [state, inverse],
    clockedOn,
    nextState,
    ...(clear === undefined ? {} : { clear }),
    ...(preset === undefined ? {} : { preset }),
  };
}

/** Latches that open while the clock is low, with or without a pin for tests. Liberty reference, `clock_gating_integrated_cell`. */
const CLOCK_GATES = ["latch_posedge", "latch_posedge_precontrol", "latch_posedge_postcontrol"];

/** Undefined for gates of falling edges, without a latch, with inverted or observing outputs. */
function readClockGate(group: LibertyGroup, pins: readonly TechnologyPin[]): ClockGatePins | undefined {
  if (!CLOCK_GATES.includes(group.attributes.get("clock_gating_integrated_cell") ?? "")) return undefined;
  const named = (role: string): readonly string[] =>
    groupsOf(group, "pin").flatMap((pin) => (pin.attributes.get(`clock_gate_${role}_pin`) === "true" ? pin.args : []));
  const [[clock], [enable], [output], tests] = [named("clock"), named("enable"), named("out"), named("test")];
  if (clock === undefined || enable === undefined || output === undefined) return undefined;
  const inputs = pins.filter(({ direction }) => direction === "input").length;
  return inputs === 2 + tests.length && pins.length === inputs + 1 ? { clock, enable, output, tests } : undefined;
}

function classify(
  group: LibertyGroup,
  pins: readonly TechnologyPin[],
  flipFlop: FlipFlop | undefined,
  adder: AdderPins | undefined,
): CellKind {
  if (group.attributes.has("clock_gating_integrated_cell")) return "clock-gate";
  if (POWER_MANAGEMENT.some((name) => group.attributes.has(name))) return "other";
  if (pins.some((pin) => pin.direction === "inout") || hasThreeState(group)) return "other";
  if (groupsOf(group, "test_cell").length > 0) return "other"; // scan flip-flops
  if (groupsOf(group, "statetable").length > 0) return "other";
  if (groupsOf(group, "latch").length > 0) return "latch";
  if (groupsOf(group, "ff").length > 0) return flipFlop === undefined ? "other" : "flip-flop";
  if (adder !== undefined) return adder.inputs.length === 3 ? "full-adder" : "half-adder";
  return classifyCombinational(pins);
}

function classifyCombinational(pins: readonly TechnologyPin[]): CellKind {
  const inputs = inputNames(pins);
  const outputs = pins.filter((pin) => pin.direction === "output");
  if (inputs.length > MAXIMUM_INPUTS) return "other";
  const tables = outputs.map((pin) => (pin.function === undefined ? undefined : truthTable(pin.function, inputs)));
  if (tables.includes(undefined)) return "other";
  if (inputs.length === 0) return "tie";
  return outputs.length === 1 && /01|10/.test(tables[0] ?? "") ? "combinational" : "other";
}

function recogniseAdder(pins: readonly TechnologyPin[]): AdderPins | undefined {
  const inputs = inputNames(pins);
  const outputs = pins.filter((pin) => pin.direction === "output");
  if ((inputs.length !== 2 && inputs.length !== 3) || outputs.length !== 2) return undefined;
  const find = (table: string) => {
    for (const pin of outputs) {
      const own = truthTable(pin.function ?? "?", inputs);
      if (own === table) return { pin: pin.name, inverted: false };
      if (own === complement(table)) return { pin: pin.name, inverted: true };
    }
    return undefined;
  };
  const sum = find(inputs.length === 3 ? TABLES.xor3 : TABLES.xor2);
  const carry = find(inputs.length === 3 ? TABLES.majority : TABLES.and2);
  if (sum === undefined || carry === undefined) return undefined;
  return { inputs, sum: sum.pin, carry: carry.pin, sumInverted: sum.inverted, carryInverted: carry.inverted };
}

function hasThreeState(group: LibertyGroup): boolean {
  return groupsOf(group, "pin").some((pin) => pin.attributes.has("three_state"));
}

function inputNames(pins: readonly TechnologyPin[]): readonly string[] {
  return pins.filter((pin) => pin.direction === "input").map((pin) => pin.name);
}

/** Six significant digits: what a library measures, without the noise of unit conversion. */
function round(value: number): number {
  return Number(value.toPrecision(6));
}
