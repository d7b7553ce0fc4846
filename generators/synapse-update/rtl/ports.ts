import type { ModuleBuilder, Signal, PortsOf } from "../../../src/hdl/index.ts";
import type { UnitShape, RegisterName } from "../../contract/index.ts";
import { ADDRESS_BITS, registerFields } from "../../update-unit/registers.ts";
import { isPair, readsBack } from "../../update-unit/shape.ts";
import { writeBits, type RegisterWires } from "./registers.ts";

/** Register → bits, for those that the unit has. */
export function registerBits(shape: UnitShape): Partial<Record<RegisterName, number>> {
  return Object.fromEntries(registerFields(shape).map(({ name, bits }) => [name, bits]));
}

/** What comes in. */
export interface UnitInputs {
  readonly start: Signal;
  readonly cancel: Signal;
  readonly apply: Signal | undefined;
  readonly xValid: Signal;
  readonly xData: Signal;
  readonly deltaValid: Signal;
  readonly deltaData: Signal;
  readonly readValid: Signal | undefined;
  readonly readPlus: Signal | undefined;
  readonly readMinus: Signal | undefined;
  readonly write: Signal;
  readonly address: Signal;
  readonly writeData: Signal;
}

type Streams = "x_valid" | "x_data" | "delta_valid" | "delta_data";
type Registers = "cfg_write" | "cfg_address" | "cfg_write_data";
type Reads = "read_valid" | "read_plus" | "read_minus";
/** Inputs of a unit. */
export type UnitPorts = PortsOf<"start" | "cancel" | Streams | Registers, "apply" | Reads>;

/** Declares the inputs of a unit, in the order of its ports. */
export function unitInputs(m: ModuleBuilder<UnitPorts>, shape: UnitShape): UnitInputs {
  const reads = readsBack(shape);
  const codes = shape.lanes * shape.adcBits;
  return {
    start: m.input("start", 1),
    cancel: m.input("cancel", 1),
    apply: shape.accumulator === "cell" ? m.input("apply", 1) : undefined,
    xValid: m.input("x_valid", 1),
    xData: m.input("x_data", shape.xBits),
    deltaValid: m.input("delta_valid", 1),
    deltaData: m.input("delta_data", shape.lanes * shape.deltaBits),
    readValid: reads ? m.input("read_valid", 1) : undefined,
    readPlus: reads ? m.input("read_plus", codes) : undefined,
    readMinus: reads && isPair(shape) ? m.input("read_minus", codes) : undefined,
    write: m.input("cfg_write", 1),
    address: m.input("cfg_address", ADDRESS_BITS),
    writeData: m.input("cfg_write_data", writeBits(shape)),
  };
}

/** The value of a register that the unit must have. */
export function wireOf(registers: RegisterWires, port: keyof RegisterWires): Signal {
  const wire = registers[port];
  if (wire === undefined) throw new Error(`internal: no register ${port}`);
  return wire;
}
