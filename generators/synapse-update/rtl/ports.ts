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
    start: m.input("start", 1, "begins an update, while the unit is idle"),
    cancel: m.input("cancel", 1, "ends the update: all lines go off"),
    apply:
      shape.accumulator === "cell"
        ? m.input("apply", 1, "the update gives pulses; else it only adds to the sums")
        : undefined,
    xValid: m.input("x_valid", 1, "an x is offered"),
    xData: m.input("x_data", shape.xBits, "one x of xBits bits"),
    deltaValid: m.input("delta_valid", 1, "a batch of deltas is offered"),
    deltaData: m.input(
      "delta_data",
      shape.lanes * shape.deltaBits,
      "one batch: lanes deltas of deltaBits bits, lane 0 lowest",
    ),
    readValid: reads ? m.input("read_valid", 1, "the codes that were asked for are there") : undefined,
    readPlus: reads
      ? m.input("read_plus", codes, "codes of the lanes' devices: lanes times adcBits, lane 0 lowest")
      : undefined,
    readMinus:
      reads && isPair(shape) ? m.input("read_minus", codes, "codes of the second devices of the pairs") : undefined,
    write: m.input("cfg_write", 1, "writes a register, while the unit is idle"),
    address: m.input("cfg_address", ADDRESS_BITS, "register that is written or read"),
    writeData: m.input("cfg_write_data", writeBits(shape), "what is written: bits of the widest register"),
  };
}

/** The value of a register that the unit must have. */
export function wireOf(registers: RegisterWires, port: keyof RegisterWires): Signal {
  const wire = registers[port];
  if (wire === undefined) throw new Error(`internal: no register ${port}`);
  return wire;
}
