/**
 * The nodes of a netlist. A signal is an unsigned bit vector of exact width; two's complement lives in the operators
 * and in explicit extension. Nodes are immutable (registers and memories are tied up once, by the module that owns
 * them); sharing a node shares the hardware.
 */
export type Signal =
  | InputSignal
  | ConstantSignal
  | NotSignal
  | BinarySignal
  | MuxSignal
  | ChooseSignal
  | ConcatSignal
  | SliceSignal
  | NameSignal
  | RegisterSignal
  | MemoryReadSignal
  | AdderOutputSignal
  | InstanceOutputSignal;

/** Operands have one width; so has the result, except that `eq` and `ltu` give one bit. `add` and `sub` wrap around. */
export type BinaryOperator = "and" | "or" | "xor" | "add" | "sub" | "eq" | "ltu";

/** A port of the module, driven from outside. */
export interface InputSignal {
  readonly kind: "input";
  readonly width: number;
  readonly name: string;
  /** What it says, printed beside the port. */
  readonly meaning?: string | undefined;
}

/** A number, 0 … 2^width − 1. */
export interface ConstantSignal {
  readonly kind: "constant";
  readonly width: number;
  readonly value: bigint;
  /** Printed instead of the number, declared once as a `localparam`. */
  readonly name?: string;
}

/** Every bit of `a` inverted. */
export interface NotSignal {
  readonly kind: "not";
  readonly width: number;
  readonly a: Signal;
}

/** An operator on two words. */
export interface BinarySignal {
  readonly kind: "binary";
  readonly width: number;
  readonly operator: BinaryOperator;
  readonly a: Signal;
  readonly b: Signal;
}

/** `select ? high : low`. */
export interface MuxSignal {
  readonly kind: "mux";
  readonly width: number;
  readonly select: Signal;
  readonly low: Signal;
  readonly high: Signal;
}

/** OR over i of (hits[i] ? values[i] : 0): a one-hot selection, all zero if no hit. */
export interface ChooseSignal {
  readonly kind: "choose";
  readonly width: number;
  readonly hits: readonly Signal[];
  readonly values: readonly Signal[];
}

/** Least significant part first. */
export interface ConcatSignal {
  readonly kind: "concat";
  readonly width: number;
  readonly parts: readonly Signal[];
}

/** Bits low … low+width−1 of `a`. */
export interface SliceSignal {
  readonly kind: "slice";
  readonly width: number;
  readonly a: Signal;
  readonly low: number;
}

/** A stable name for a net; costs nothing. */
export interface NameSignal {
  readonly kind: "name";
  readonly width: number;
  readonly name: string;
  readonly a: Signal;
}

/** A rising-edge flip-flop bank. `drive` is set once, by `ModuleBuilder.drive`. */
export interface RegisterSignal {
  readonly kind: "register";
  readonly width: number;
  readonly name: string;
  /** Value after a synchronous reset; undefined: the register is not reset. */
  readonly reset: bigint | undefined;
  /** Name of that value in the Verilog, of a state. */
  readonly resetName?: string | undefined;
  drive: RegisterDrive | undefined;
}

/** What a register loads, and when. */
export interface RegisterDrive {
  readonly next: Signal;
  /** One bit; undefined: loads in every cycle. */
  readonly enable: Signal | undefined;
  /** Whose ticks it loads, and is reset, at; undefined: those of the module's clock. */
  readonly clock: ClockGate | undefined;
}

/**
 * A clock that ticks with its module's in cycles in which `enable` is 1, and in reset if something behind it is reset (see
 * `opensInReset`). Registers and children behind it keep their state in all other cycles.
 */
export interface ClockGate {
  /** Name of the gated clock; ends in `_clk`. */
  readonly name: string;
  readonly enable: Signal;
}

/** `depth` words with one write port (rising edge) and asynchronous reads. `write` is set once. */
export interface Memory {
  readonly name: string;
  readonly width: number;
  readonly depth: number;
  write: MemoryWrite | undefined;
}

/** The write port of a memory. */
export interface MemoryWrite {
  readonly enable: Signal;
  readonly address: Signal;
  readonly data: Signal;
}

/** The word at `address`, in the same cycle. */
export interface MemoryReadSignal {
  readonly kind: "memoryRead";
  readonly width: number;
  readonly memory: Memory;
  readonly address: Signal;
}

/** One full adder (c given) or half adder (c undefined), the arithmetic leaf. */
export interface AdderLeaf {
  readonly name: string;
  readonly a: Signal;
  readonly b: Signal;
  readonly c: Signal | undefined;
}

/** One of the two bits of an adder leaf. */
export interface AdderOutputSignal {
  readonly kind: "adderOutput";
  readonly width: 1;
  readonly leaf: AdderLeaf;
  readonly output: "sum" | "carry";
}

/** An output of a child, all its copies side by side. */
export interface InstanceOutputSignal {
  readonly kind: "instanceOutput";
  /** Port width × count of the instance. */
  readonly width: number;
  readonly instance: Instance;
  readonly port: string;
}

/** Signals at ports, by name. Ports that only some designs have are optional properties. */
export type Ports = Readonly<Record<string, Signal>>;

/** Ports of these names: those that a module always has, and those that only some designs of it have. */
export type PortsOf<Always extends string, Sometimes extends string = never> = { readonly [P in Always]: Signal } & {
  readonly [P in Sometimes]?: Signal;
};

/**
 * A finished circuit: ports, what drives its outputs, its state and its children. Has a clock only if it holds state. Its
 * type says which ports it has, so that an instance with a missing or misspelt port does not compile.
 */
export interface Module<I extends Ports = Ports, O extends Ports = Ports> {
  readonly name: string;
  /** What the module does, printed above it in the Verilog; one line per element. */
  readonly comment: readonly string[];
  readonly inputs: readonly InputSignal[];
  readonly outputs: readonly OutputPort[];
  readonly registers: readonly RegisterSignal[];
  readonly memories: readonly Memory[];
  readonly instances: readonly Instance[];
  readonly clockGates: readonly ClockGate[];
  /** True if the module or a child holds state (and so has the port `clk`). */
  readonly isClocked: boolean;
  /** True if the module or a child has a register with a reset value (and so has the port `rst`). */
  readonly isReset: boolean;
  /** A type only, never set: its ports. */
  readonly ports?: { readonly inputs: I; readonly outputs: O };
}

/** An output and the signal that it shows. */
export interface OutputPort {
  readonly name: string;
  readonly width: number;
  readonly driver: Signal;
  /** What it says, printed beside the port. */
  readonly meaning?: string | undefined;
}

/**
 * `count` copies of a child. With count 1, ports have the child's widths. With more, it is printed as one generate
 * loop: an input of the child's width goes to all copies, one of count × width bits is dealt out (copy i gets bits
 * i·width …), and outputs are joined the same way.
 */
export interface Instance {
  readonly name: string;
  readonly module: Module;
  readonly count: number;
  readonly inputs: Ports;
  /** The clock of all copies; undefined: that of the parent. Set once, with the instance or by `ModuleBuilder.gateAllBut`. */
  clock: ClockGate | undefined;
}

/** The signals that a node reads in the same cycle: none for inputs, constants and registers. */
export function operands(signal: Signal): readonly Signal[] {
  switch (signal.kind) {
    case "input":
    case "constant":
    case "register":
      return [];
    case "not":
    case "slice":
    case "name":
      return [signal.a];
    case "binary":
      return [signal.a, signal.b];
    case "mux":
      return [signal.select, signal.low, signal.high];
    case "choose":
      return [...signal.hits, ...signal.values];
    case "concat":
      return signal.parts;
    case "memoryRead":
      return [signal.address];
    case "adderOutput":
      return leafInputs(signal.leaf);
    case "instanceOutput":
      return Object.values(signal.instance.inputs);
  }
}

/** The two or three bits that an adder leaf adds. */
export function leafInputs(leaf: AdderLeaf): readonly Signal[] {
  return leaf.c === undefined ? [leaf.a, leaf.b] : [leaf.a, leaf.b, leaf.c];
}
