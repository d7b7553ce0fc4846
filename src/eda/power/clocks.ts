import type { TechnologyCell } from "../../../models/technology/technology.ts";
import { literal } from "../../../models/technology/truth-table.ts";
import { ONE, type GateList } from "../../hdl/gate-list.ts";
import type { FlatCell, FlatNetlist } from "../netlist/flat.ts";
import type { CellOrder } from "../timing/order.ts";

/** The clocks of a netlist: its clock port ticks as it says, what a clock gate gives where the gate is open. */
export class Clocks {
  /** Gate of the clock port; ONE if no flip-flop has one. */
  readonly port: number;
  /** Net of a clock → gate that says where it ticks, the port's own apart. */
  readonly #ticks = new Map<number, number>();

  /** @param gateOf gate of each net, all logic made */
  constructor(netlist: FlatNetlist, order: CellOrder, gates: GateList, gateOf: Int32Array) {
    for (const index of order.clockGates) {
      const gate = netlist.cells[index]!;
      const { enable, output } = gate.cell.clockGate!;
      const open = gates.and(this.tickOf(gate), gateOf[netOf(gate, enable)]!);
      this.#ticks.set(netOf(gate, output), open);
      gateOf[netOf(gate, output)] = open;
    }
    let port = -1;
    for (const index of [...order.clockGates, ...order.flipFlops]) {
      const net = netOf(netlist.cells[index]!, clockPin(netlist.cells[index]!.cell));
      if (this.#ticks.has(net)) continue;
      port = net;
      this.#ticks.set(net, ONE);
    }
    this.port = port < 0 ? ONE : gateOf[port]!;
  }

  /** Whether the clock of a flip-flop or clock gate ticks, where the port does. */
  tickOf(flat: FlatCell): number {
    return this.#ticks.get(netOf(flat, clockPin(flat.cell))) ?? ONE;
  }

  nets(): readonly (readonly [net: number, tick: number])[] {
    return [...this.#ticks];
  }
}

function clockPin({ flipFlop, clockGate }: TechnologyCell): string {
  return clockGate?.clock ?? literal(flipFlop?.clockedOn ?? "")?.pin ?? "";
}

function netOf({ cell, nets }: FlatCell, pin: string): number {
  return nets[cell.pins.findIndex(({ name }) => name === pin)]!;
}
