import fc from "fast-check";
import {
  add,
  and,
  bit,
  choose,
  concat,
  constant,
  eq,
  fullAdder,
  halfAdder,
  ltu,
  ModuleBuilder,
  mux,
  named,
  not,
  or,
  replicate,
  signalAt,
  signExtend,
  slice,
  sub,
  xor,
  zeroExtend,
  type ClockGate,
  type Memory,
  type Module,
  type Signal,
  type Ports,
} from "../../src/hdl/index.ts";

/** How a random module is made: plain numbers, so that fast-check can shrink it. Every number is taken modulo what there is. */
export interface Recipe {
  readonly inputs: readonly number[];
  readonly registers: readonly RegisterRecipe[];
  readonly memories: readonly { readonly width: number; readonly isDeep: boolean; readonly picks: readonly number[] }[];
  readonly steps: readonly StepRecipe[];
  readonly outputs: readonly number[];
  /** A child for `instance` steps. */
  readonly child?: Recipe | undefined;
}

interface RegisterRecipe {
  readonly width: number;
  readonly reset: number | undefined;
  readonly isEnabled: boolean;
  readonly picks: readonly number[];
}

export interface StepRecipe {
  readonly kind: (typeof KINDS)[number];
  readonly picks: readonly number[];
  readonly width: number;
}

const KINDS = [
  ...(["not", "and", "or", "xor", "add", "sub", "eq", "ltu", "mux", "choose", "concat", "slice", "named"] as const),
  ...(["replicate", "withConstant", "fullAdder", "halfAdder", "memoryRead", "instance", "repeat"] as const),
] as const;

const width = fc.integer({ min: 1, max: 9 });
const pick = fc.nat(999);
const picks = fc.array(pick, { minLength: 6, maxLength: 6 });
const parts = {
  inputs: fc.array(width, { minLength: 1, maxLength: 3 }),
  registers: fc.array(
    fc.record({ width, reset: fc.option(fc.nat(511), { nil: undefined }), isEnabled: fc.boolean(), picks }),
    { maxLength: 3 },
  ),
  memories: fc.array(fc.record({ width, isDeep: fc.boolean(), picks }), { maxLength: 1 }),
  steps: fc.array(fc.record({ kind: fc.constantFrom(...KINDS), picks, width }), { minLength: 1, maxLength: 20 }),
  outputs: fc.array(pick, { minLength: 1, maxLength: 4 }),
};

/** Modules of all kinds of nodes, with registers, a memory and repeated children. */
export const anyModule: fc.Arbitrary<Recipe> = fc.record({
  ...parts,
  child: fc.option(fc.record(parts), { nil: undefined }),
});

/** The module of a recipe. Children are called after it, so that many modules go into one run of a tool. */
export function moduleOf(recipe: Recipe, name = "random"): Module {
  return new Kitchen(recipe, name, "plain").cook();
}

/** The same with clock gates: of some registers and children, and in place of enables. */
export function gatedModuleOf(recipe: Recipe, name = "random"): Module {
  return new Kitchen(recipe, name, "gated").cook();
}

class Kitchen {
  readonly #recipe: Recipe;
  readonly #m: ModuleBuilder<Ports>;
  readonly #child: Module | undefined;
  readonly #pool: Signal[] = [];
  readonly #memories: Memory[];
  readonly #clocks: "plain" | "gated";
  #count = 0;

  constructor(recipe: Recipe, name: string, clocks: "plain" | "gated") {
    this.#recipe = recipe;
    this.#clocks = clocks;
    this.#m = new ModuleBuilder<Ports>(name);
    this.#child = recipe.child && new Kitchen(recipe.child, `${name}_child`, clocks).cook();
    recipe.inputs.forEach((bits, i) => this.#pool.push(this.#m.input(`in${i}`, bits)));
    this.#memories = recipe.memories.map((memory, i) =>
      this.#m.memory(`words${i}`, memory.width, memory.isDeep ? 4 : 2),
    );
  }

  cook(): Module {
    const { registers, memories, steps, outputs } = this.#recipe;
    const made = registers.map(({ width: bits, reset }, i) =>
      this.#m.register(`state${i}_q`, bits, reset === undefined ? undefined : reset % 2 ** bits),
    );
    this.#pool.push(...made);
    for (const step of steps) this.#pool.push(...this.#make(step));
    registers.forEach(({ picks: from, isEnabled, width: bits }, i) => {
      // Never just itself, which Yosys would fold away.
      const next = xor(fit(this.#at(from[0]), bits), fit(this.#at(0), bits));
      const enable = isEnabled ? bit(this.#at(from[1]), 0) : undefined;
      this.#m.drive(made[i] as (typeof made)[number], next, enable, this.#clockOf(`state${i}`, from));
    });
    memories.forEach(({ picks: from, isDeep, width: bits }, i) => {
      const [enable, address, data] = [bit(this.#at(from[0]), 0), this.#at(from[1]), this.#at(from[2])];
      const memory = this.#memories[i] as Memory;
      this.#m.write(memory, enable, fit(address, isDeep ? 2 : 1), fit(data, bits));
    });
    if (this.#clocks === "gated") this.#m.gateHeldRegisters(1);
    outputs.forEach((from, i) => this.#m.output(`out${i}`, this.#at(from)));
    return this.#m.build();
  }

  /** A clock gate, or none, as the last numbers say. */
  #clockOf(name: string, from: readonly number[]): ClockGate | undefined {
    const isGated = this.#clocks === "gated" && (from[5] ?? 0) % 2 === 0;
    return isGated ? this.#m.clockGate(`${name}_clk`, bit(this.#at(from[4]), 0)) : undefined;
  }

  #at(index: number | undefined): Signal {
    return signalAt(this.#pool, (index ?? 0) % this.#pool.length);
  }

  /** New signals; never one of constants alone, which Yosys would fold away and the ledger count. */
  #make({ kind, picks: from, width: bits }: StepRecipe): readonly Signal[] {
    const [a, b, c] = [this.#at(from[0]), this.#at(from[1]), this.#at(from[2])];
    const name = `n${this.#count++}`;
    switch (kind) {
      case "not":
        return [not(a)];
      case "and":
        return [and(a, fit(b, a.width))];
      case "or":
        return [or(a, fit(b, a.width), fit(c, a.width))];
      case "xor":
        return [xor(a, fit(b, a.width))];
      case "add":
        return [add(a, fit(b, a.width))];
      case "sub":
        return [sub(a, fit(b, a.width))];
      case "eq":
        return [eq(a, fit(b, a.width))];
      case "ltu":
        return [ltu(a, fit(b, a.width))];
      case "mux":
        return [mux(bit(c, 0), a, fit(b, a.width))];
      case "choose":
        return [choose([bit(b, 0), bit(c, 0)], [a, fit(this.#at(from[3]), a.width)])];
      case "concat":
        return [concat(a, b, not(a))];
      case "slice":
        return [slice(a, (from[1] ?? 0) % a.width, 1 + ((from[2] ?? 0) % (a.width - ((from[1] ?? 0) % a.width))))];
      case "named":
        return [named(`net${(from[1] ?? 0) % 5}`, a)];
      case "replicate":
        return [replicate(bit(a, 0), bits)];
      case "withConstant":
        return [withConstant(a, constant(a.width, (from[1] ?? 0) % 2 ** a.width), from[2] ?? 0)];
      case "fullAdder":
        return Object.values(fullAdder(`fa_${name}`, bit(a, 0), bit(b, 0), bit(c, 0))).slice(0, 1 + (bits % 2));
      case "halfAdder":
        return Object.values(halfAdder(`ha_${name}`, bit(a, 0), bit(b, 0))).slice(bits % 2);
      case "memoryRead":
        return this.#memories.slice(0, 1).map((memory) => this.#m.read(memory, fit(a, memory.depth / 2)));
      case "instance":
        return this.#instances(name, 1, from);
      case "repeat":
        return this.#instances(name, 3, from);
    }
  }

  #instances(name: string, count: number, from: readonly number[]): readonly Signal[] {
    const child = this.#child;
    if (child === undefined) return [];
    // A port is either the same for all copies or dealt out to them.
    const inputs = child.inputs.map((port, i): [string, Signal] => [
      port.name,
      fit(this.#at(from[i]), port.width * ((from[i + 1] ?? 0) % 2 === 0 ? count : 1)),
    ]);
    const clock = child.isClocked ? this.#clockOf(`child_${name}`, from) : undefined;
    return Object.values(this.#m.repeat(`child_${name}`, count, child, Object.fromEntries(inputs), clock)).slice(0, 2);
  }
}

function withConstant(a: Signal, value: Signal, choice: number): Signal {
  const makers = [xor, add, sub, eq, ltu, (x: Signal, y: Signal): Signal => concat(x, y)];
  return (makers[choice % makers.length] as (x: Signal, y: Signal) => Signal)(a, value);
}

/** `signal` cut, or extended by zeros (even widths) or its sign (odd widths), to `bits`. */
export function fit(signal: Signal, bits: number): Signal {
  if (bits <= signal.width) return slice(signal, 0, bits);
  return bits % 2 === 0 ? zeroExtend(signal, bits) : signExtend(signal, bits);
}
