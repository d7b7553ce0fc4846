import { isBlackbox, type Bit, type Netlist, type NetlistCell, type NetlistModule } from "../netlist/netlist.ts";

/** The leaf module of emitted Verilog that stands for an integrated clock gate. */
export const CLOCK_GATE = "clock_gate";

/** The leaf as a shape without contents, so that Yosys carries it through untouched. */
export const CLOCK_GATE_SHELL = `(* blackbox *)
module ${CLOCK_GATE} (input clk, enable, output gated_clk);
endmodule
`;

/** What a module is called where its clock is gated; a port of it then says when it ticks. */
export function enabledName(module: string): string {
  return `${module}_enabled`;
}

/** That port. */
const TICK_PORT = "clk_tick";

/** The clock port of a module of a design. */
const CLOCK_PORT = "clk";

/**
 * The same design without clock gates, for a library that has none and for proofs: a flip-flop behind gates loads through a
 * multiplexer while all of them are open. A module whose clock is gated by its parent becomes another one, with a port that
 * says when it ticks.
 * @param netlist elaborated: flip-flops are `$_DFF_P_`
 */
export function enablesForGates(netlist: Netlist, top: string): Netlist {
  const modules: Record<string, NetlistModule> = {};
  const take = (name: string, isGated: boolean): string => {
    const own = isGated ? enabledName(name) : name;
    const module = netlist.modules[name];
    if (module === undefined || own in modules) return own;
    modules[own] = module; // against a circle
    modules[own] = isBlackbox(module) ? module : new Enabler(netlist, module, take).run(isGated);
    return own;
  };
  take(top, false);
  return { modules };
}

/** Whether a design has clock gates. */
export function hasClockGates({ modules }: Netlist): boolean {
  return Object.values(modules).some(({ cells }) => Object.values(cells).some(({ type }) => type === CLOCK_GATE));
}

class Enabler {
  readonly #netlist: Netlist;
  readonly #module: NetlistModule;
  readonly #take: (name: string, isGated: boolean) => string;
  readonly #cells: Record<string, NetlistCell> = {};
  /** Gated clock → the bit that says when it ticks. */
  readonly #ticks = new Map<Bit, Bit>();
  /** Gated clock → the clock that it comes from. */
  readonly #clocks = new Map<Bit, Bit>();
  #nextNet: number;

  constructor(netlist: Netlist, module: NetlistModule, take: (name: string, isGated: boolean) => string) {
    this.#netlist = netlist;
    this.#module = module;
    this.#take = take;
    const ports = Object.values(module.ports).flatMap(({ bits }) => bits);
    const pins = Object.values(module.cells).flatMap(({ connections }) => Object.values(connections).flat());
    this.#nextNet =
      [...ports, ...pins].reduce<number>((most, bit) => (typeof bit === "number" ? Math.max(most, bit) : most), 1) + 1;
  }

  run(isGated: boolean): NetlistModule {
    const { ports, cells } = this.#module;
    const tick = isGated ? this.#nextNet++ : undefined;
    const clock = ports[CLOCK_PORT]?.bits[0];
    if (tick !== undefined && clock !== undefined) this.#ticks.set(clock, tick);
    const gates = Object.entries(cells).filter(([, { type }]) => type === CLOCK_GATE);
    // A gate behind another one comes after it.
    for (let left = gates; left.length > 0;) {
      const outputs = new Set(left.map(([, gate]) => bitOf(gate, "gated_clk")));
      const ready = left.filter(([, gate]) => !outputs.has(bitOf(gate, "clk")));
      if (ready.length === 0) break;
      for (const [name, gate] of ready) this.#open(name, gate);
      left = left.filter((each) => !ready.includes(each));
    }
    for (const [name, cell] of Object.entries(cells)) if (cell.type !== CLOCK_GATE) this.#replace(name, cell);
    const tickPort = tick === undefined ? {} : { [TICK_PORT]: { direction: "input", bits: [tick] } };
    return { ...this.#module, ports: { ...ports, ...tickPort }, cells: this.#cells };
  }

  #open(name: string, gate: NetlistCell): void {
    const [clock, enable, gated] = [bitOf(gate, "clk"), bitOf(gate, "enable"), bitOf(gate, "gated_clk")];
    const before = this.#ticks.get(clock);
    this.#clocks.set(gated, this.#clocks.get(clock) ?? clock);
    this.#ticks.set(
      gated,
      before === undefined ? enable : this.#cell(`${name}.and`, "$_AND_", { A: before, B: enable }),
    );
  }

  #replace(name: string, cell: NetlistCell): void {
    const child = this.#netlist.modules[cell.type];
    const clockPin = child === undefined ? "C" : CLOCK_PORT;
    const clock = cell.connections[clockPin]?.[0];
    const tick = clock === undefined ? undefined : this.#ticks.get(clock);
    if (child !== undefined && !isBlackbox(child)) this.#replaceChild(name, cell, clock, tick);
    else if (tick !== undefined && cell.type === "$_DFF_P_" && clock !== undefined) this.#hold(name, cell, clock, tick);
    else {
      if (child !== undefined) this.#take(cell.type, false);
      this.#cells[name] = cell;
    }
  }

  #replaceChild(name: string, cell: NetlistCell, clock: Bit | undefined, tick: Bit | undefined): void {
    const type = this.#take(cell.type, tick !== undefined);
    if (tick === undefined || clock === undefined) {
      this.#cells[name] = { ...cell, type };
      return;
    }
    const connections = { ...cell.connections, [CLOCK_PORT]: [this.#clocks.get(clock) ?? clock], [TICK_PORT]: [tick] };
    const directions = { ...cell.port_directions, [TICK_PORT]: "input" as const };
    this.#cells[name] = { ...cell, type, connections, port_directions: directions };
  }

  /** The flip-flop loads what it holds where its clock does not tick. */
  #hold(name: string, cell: NetlistCell, clock: Bit, tick: Bit): void {
    const held = { A: bitOf(cell, "Q"), B: bitOf(cell, "D"), S: tick };
    const D = [this.#cell(`${name}.mux`, "$_MUX_", held)];
    this.#cells[name] = { ...cell, connections: { ...cell.connections, D, C: [this.#clocks.get(clock) ?? clock] } };
  }

  #cell(name: string, type: string, inputs: Readonly<Record<string, Bit>>): Bit {
    const output = this.#nextNet++;
    const connections = Object.fromEntries(
      [...Object.entries(inputs), ["Y", output] as const].map(([port, bit]) => [port, [bit]]),
    );
    const directions = Object.fromEntries([...Object.keys(inputs).map((port) => [port, "input"]), ["Y", "output"]]);
    const shape = { hide_name: 1, parameters: {}, attributes: {}, port_directions: directions };
    this.#cells[name] = { ...shape, type, connections } as NetlistCell;
    return output;
  }
}

function bitOf({ connections }: NetlistCell, port: string): Bit {
  return connections[port]?.[0] ?? "x";
}
