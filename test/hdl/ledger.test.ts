import { describe, expect, it } from "vitest";
import {
  add,
  and,
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
  slice,
  sub,
  xor,
  type Signal,
  type Ports,
} from "../../src/hdl/index.ts";
import { countModule, PRIMITIVES, type Ledger } from "../../src/hdl/ledger.ts";

/** What is counted in a module of two 8-bit inputs and a bit, zeros left out. */
function counted(build: (m: ModuleBuilder<Ports>, a: Signal, b: Signal, s: Signal) => Signal): Partial<Ledger> {
  const m = new ModuleBuilder<Ports>("counted");
  m.output("y", build(m, m.input("a", 8), m.input("b", 8), m.input("s", 1)));
  return Object.fromEntries(Object.entries(countModule(m.build())).filter(([, count]) => count !== 0));
}

describe("countModule(module)", () => {
  it("counts result bits of operators, operand bits of comparisons", () => {
    expect(counted((_m, a, b) => add(a, b))).toEqual({ adderBits: 8 });
    expect(counted((_m, a, b) => sub(a, b))).toEqual({ adderBits: 8 });
    expect(counted((_m, a, b) => ltu(a, b))).toEqual({ compareBits: 8 });
    expect(counted((_m, a, b) => eq(a, b))).toEqual({ equalBits: 8 });
    expect(counted((_m, a, b) => and(a, or(a, xor(a, not(b)))))).toEqual({
      andBits: 8,
      orBits: 8,
      xorBits: 8,
      notBits: 8,
    });
    expect(counted((_m, a, b, s) => mux(s, a, b))).toEqual({ muxBits: 8 });
    expect(counted((_m, a, b, s) => choose([s, s, s], [a, b, not(b)]))).toEqual({ chooseBits: 24, notBits: 8 });
  });

  it("counts a tree of four terms as three operators", () => {
    expect(counted((_m, a, b) => and(a, b, a, b))).toEqual({ andBits: 24 });
  });

  it("counts a shared node once, and wiring not at all", () => {
    const shared = counted((_m, a, b) => {
      const sum = named("sum", add(a, b));
      return concat(slice(sum, 0, 3), xor(sum, b), sum, constant(3, 5));
    });
    expect(shared).toEqual({ adderBits: 8, xorBits: 8 });
  });

  it("counts an adder leaf once, whether one output is used or both", () => {
    expect(
      counted((_m, a, b, s) => {
        const full = fullAdder("fa", slice(a, 0, 1), slice(b, 0, 1), s);
        return concat(full.sum, full.carry, halfAdder("ha", full.carry, s).carry);
      }),
    ).toEqual({ fullAdders: 1, halfAdders: 1 });
  });

  it("counts flip-flops by kind", () => {
    expect(
      counted((m, a, b, s) =>
        concat(
          m.registered("plain_q", slice(a, 0, 1)),
          m.registered("enabled_q", slice(a, 0, 2), { enable: s }),
          m.registered("reset_q", slice(a, 0, 3), { reset: 0 }),
          m.registered("both_q", slice(b, 0, 4), { enable: s, reset: 1 }),
        ),
      ),
    ).toEqual({ plainFlipFlops: 1, enableFlipFlops: 2, resetFlipFlops: 3, enableResetFlipFlops: 4 });
  });

  it("counts a register that nothing reads, and what it loads", () => {
    expect(
      counted((m, a, b, s) => {
        m.registered("unread_q", xor(a, b));
        return s;
      }),
    ).toEqual({ plainFlipFlops: 8, xorBits: 8 });
  });

  it("counts words × width of a memory, reads not", () => {
    expect(
      counted((m, a, _b, s) => {
        const memory = m.memory("words", 8, 5);
        m.write(memory, s, slice(a, 0, 3), a);
        return concat(m.read(memory, slice(a, 0, 3)), m.read(memory, slice(a, 1, 3)));
      }),
    ).toEqual({ memoryBits: 40, memoryWords: 5 });
  });

  it("does not count children", () => {
    const child = new ModuleBuilder<Ports>("child");
    const module = child.build({ y: not(child.input("a", 8)) });
    expect(counted((m, a) => m.repeat("u", 3, module, { a }).y)).toEqual({});
  });

  it("has an entry for every primitive, in their order", () => {
    const m = new ModuleBuilder<Ports>("empty");
    m.output("y", m.input("a", 1));
    expect(Object.keys(countModule(m.build()))).toEqual(PRIMITIVES);
  });
});
