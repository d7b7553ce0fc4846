/**
 * The netlist: what generators may import. A new kind of node goes into `netlist.ts`; the compiler then lists every
 * walker that must learn it.
 */
export * from "./expressions.ts";
export { addressBits, ModuleBuilder, modulesOf, multiplicities } from "./module.ts";
export { moduleName } from "./names.ts";
export { shared, sharedBy } from "./shared.ts";
export type {
  ClockGate,
  ConstantSignal,
  Instance,
  Memory,
  Module,
  Ports,
  PortsOf,
  RegisterSignal,
  Signal,
} from "./netlist.ts";
