import type { Component } from "../contract/index.ts";
import type { InstanceName } from "./connections.ts";

/** The parts of a core: its instances at the top, and what is in lanes. */
export type PartName = InstanceName | "fetch" | "reduce";

/** A kind of module in a core. The list of these is the core: its components, its netlist and its timing follow. */
export interface CorePart extends Component {
  readonly part: PartName;
  /** See `TopInstance`. */
  readonly timing?: string;
  /** Its instance at the top, see `CONNECTIONS`; others are inside of these. */
  readonly instance?: InstanceName;
}
