import type { FlatCell, FlatNetlist } from "../../../src/eda/netlist/flat.ts";
import { plainName } from "../../../src/eda/netlist/verilog.ts";
import type { TclCommand } from "./tcl.ts";

/**
 * Clocks are ideal behind gates, too, as in our engine: a gate's output switches as fast as the clock does, whatever it drives,
 * since no clock tree is built. OpenSTA would go by the load of hundreds of flip-flops on one gate.
 */
export function idealGates(netlist: FlatNetlist, slewPs: number): readonly TclCommand[] {
  return netlist.cells.flatMap((flat): readonly TclCommand[] => {
    if (flat.cell.clockGate === undefined) return [];
    const outputs = flat.cell.pins.filter(({ direction }) => direction === "output");
    return outputs.map(({ name }) => [
      "set_assigned_transition",
      slewPs,
      { of: ["get_pins", `${pathOf(netlist, flat)}/${name}`] },
    ]);
  });
}

/** Hierarchical name of a cell in OpenSTA. */
export function pathOf({ instances }: FlatNetlist, { instance, name }: FlatCell): string {
  const path = instances[instance]?.path ?? "";
  return [...path.split("/").filter((part) => part !== ""), name].map(plainName).join("/");
}
