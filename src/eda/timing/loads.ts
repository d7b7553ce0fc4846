import type { FlatNetlist } from "../netlist/flat.ts";
import type { CellTimings } from "./cell-timing.ts";

/** Capacitance on each net: the input pins that read it and the load of output ports, no wires [fF]. */
export interface NetLoads {
  /** With the one capacitance that a library states per pin. */
  readonly loads: Float64Array;
  /** What a rising and a falling edge see. */
  readonly edgeFf: readonly [rise: Float64Array, fall: Float64Array];
}

/** Adds up the loads. @param portFf load of each bit of an output port [fF] */
export function findLoads(netlist: FlatNetlist, timingOf: CellTimings, portFf: number): NetLoads {
  const empty = (): Float64Array => new Float64Array(netlist.nets);
  const [both, rise, fall] = [empty(), empty(), empty()];
  const add = (net: number, bothFf: number, riseFf: number, fallFf: number): void => {
    both[net] = (both[net] as number) + bothFf;
    rise[net] = (rise[net] as number) + riseFf;
    fall[net] = (fall[net] as number) + fallFf;
  };
  for (const { cell, nets } of netlist.cells) {
    const { inputs, loads } = timingOf(cell);
    for (const pin of inputs) {
      const load = loads[pin];
      if (load !== undefined) add(nets[pin] as number, load.bothFf, load.riseFf, load.fallFf);
    }
  }
  for (const { direction, nets } of netlist.ports) {
    if (direction === "output") for (const net of nets) add(net, portFf, portFf, portFf);
  }
  return { loads: both, edgeFf: [rise, fall] };
}
