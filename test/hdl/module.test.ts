import { describe, expect, it } from "vitest";
import { NetlistError } from "../../src/core/errors.ts";
import {
  add,
  addressBits,
  bit,
  ModuleBuilder,
  modulesOf,
  multiplicities,
  not,
  zeroExtend,
  type Module,
  type Ports,
  type Signal,
} from "../../src/hdl/index.ts";

function inverter(name = "inverter", width = 4) {
  const m = new ModuleBuilder<Ports>(name);
  return m.build({ y: not(m.input("a", width)) });
}

describe("new ModuleBuilder(name), used wrongly", () => {
  it.each<[string, (m: ModuleBuilder<Ports>) => unknown, RegExp]>([
    ["input('Data', 1)", (m) => m.input("Data", 1), /got the name "Data", expected a lower-case Verilog identifier/],
    ["input('wire', 1)", (m) => m.input("wire", 1), /got the name "wire"/],
    ["input('clk', 1)", (m) => m.input("clk", 1), /got the name "clk"/],
    ["input('x', 0)", (m) => m.input("x", 0), /module top: width of x: got 0, expected at least 1/],
    ["input('a', 1) twice", (m) => m.input("a", 1), /the name a is used twice/],
    ["output('a', …) after input('a', …)", (m) => m.output("a", m.input("b", 1)), /used twice/],
    ["register('count', 4)", (m) => m.register("count", 4), /register count: expected a name that ends in _q/],
    ["register('r_q', 0)", (m) => m.register("r_q", 0), /width of r_q: got 0/],
    [
      "register('r_q', 4, 16)",
      (m) => m.register("r_q", 4, 16),
      /reset value of r_q: got 16, expected a value that fits 4/,
    ],
    ["memory('words', 8, 0)", (m) => m.memory("words", 8, 0), /depth of words: got 0/],
    ["memory('words', 0, 8)", (m) => m.memory("words", 0, 8), /width of words: got 0/],
    ["build() with an undriven register", (m) => [m.register("r_q", 1), m.build()], /register r_q is never driven/],
    ["build() with an unwritten memory", (m) => [m.memory("w", 1, 2), m.build()], /memory w is never written/],
    ["build() without output", (m) => m.build(), /module top: no output/],
    ["repeat('u', 0, …)", (m) => m.repeat("u", 0, inverter(), {}), /count of u: got 0, expected at least 1/],
    ["instance('u', …, {})", (m) => m.instance("u", inverter(), {}), /u: input a is not connected/],
    [
      "instance with an unknown port",
      (m) => m.instance("u", inverter(), { a: m.input("x", 4), b: m.input("b", 1) }),
      /u: inverter has no input b/,
    ],
    [
      "instance with a wrong width",
      (m) => m.instance("u", inverter(), { a: m.input("x", 5) }),
      /u\.a: got input x of 5 bits, expected 4 or 4 bits/,
    ],
    ["repeat with a wrong width", (m) => m.repeat("u", 3, inverter(), { a: m.input("x", 8) }), /expected 4 or 12 bits/],
  ])("%s throws a NetlistError", (_call, use, message) => {
    const m = new ModuleBuilder<Ports>("top");
    m.input("a", 1);
    expect(() => use(m)).toThrow(NetlistError);
    const again = new ModuleBuilder<Ports>("top");
    again.input("a", 1);
    expect(() => use(again)).toThrow(message);
  });

  it("new ModuleBuilder<Ports>('Top') throws", () => {
    expect(() => new ModuleBuilder<Ports>("Top")).toThrow(/module: got the name "Top"/);
  });

  it("drive(register, …) throws on a wrong width, a wide enable, and the second time", () => {
    const m = new ModuleBuilder<Ports>("top");
    const register = m.register("r_q", 4);
    const x = m.input("x", 4);
    expect(() => m.drive(register, m.input("y", 5))).toThrow(/register r_q: got input y of 5 bits, expected 4 bits/);
    expect(() => m.drive(register, x, x)).toThrow(/enable of r_q: got input x of 4 bits, expected 1 bit/);
    m.drive(register, x);
    expect(() => m.drive(register, x)).toThrow(/register r_q is driven twice/);
  });

  it("write(memory, …) and read(memory, …) throw on wrong widths, and the second write", () => {
    const m = new ModuleBuilder<Ports>("top");
    const memory = m.memory("words", 8, 5);
    const [enable, address, data] = [m.input("enable", 1), m.input("address", 3), m.input("data", 8)];
    expect(() => m.read(memory, enable)).toThrow(/address of words: got input enable of 1 bits, expected 3 bits/);
    expect(() => m.write(memory, enable, data, data)).toThrow(/address of words/);
    expect(() => m.write(memory, enable, address, address)).toThrow(/memory words: .* expected 1 and 8 bits/);
    expect(() => m.write(memory, data, address, data)).toThrow(/memory words/);
    m.write(memory, enable, address, data);
    expect(() => m.write(memory, enable, address, data)).toThrow(/memory words is written twice/);
  });
});

describe("register('r_q', 8, -1)", () => {
  it("is reset to 255, as a constant would be", () => {
    expect(new ModuleBuilder<Ports>("top").register("r_q", 8, -1).reset).toBe(255n);
  });
});

describe("instance(name, module, inputs)", () => {
  const adder = (hasCarry: boolean): Module<{ a: Signal; b: Signal; carry?: Signal }, { sum: Signal }> => {
    const m = new ModuleBuilder<{ a: Signal; b: Signal; carry?: Signal }>("adder");
    const [a, b] = [m.input("a", 4), m.input("b", 4)];
    return m.build({ sum: add(a, hasCarry ? add(b, zeroExtend(m.input("carry", 1), 4)) : b) });
  };

  it("knows the ports by type: what is missing or misspelt does not compile", () => {
    const m = new ModuleBuilder<{ x: Signal }>("top");
    const x = m.input("x", 4);
    expect(m.instance("both", adder(false), { a: x, b: x }).sum.width).toBe(4);
    expect(m.instance("carried", adder(true), { a: x, b: x, carry: bit(x, 0) }).sum.width).toBe(4);
    // @ts-expect-error: b is missing
    expect(() => m.instance("one", adder(false), { a: x })).toThrow("one: input b is not connected");
    // @ts-expect-error: c is no port
    expect(() => m.instance("other", adder(false), { a: x, b: x, c: x })).toThrow("adder has no input c");
    // @ts-expect-error: no output of this name
    expect(m.instance("last", adder(false), { a: x, b: x }).total).toBeUndefined();
    // @ts-expect-error: no input of this name
    expect(m.input("y", 4).width).toBe(4);
  });

  it("throws for a port that this design of the module does not have", () => {
    const m = new ModuleBuilder<{ x: Signal }>("top");
    const x = m.input("x", 4);
    const inputs = { a: x, b: x, carry: bit(x, 0) };
    expect(() => m.instance("sum", adder(false), inputs)).toThrow("sum: adder has no input carry");
  });
});

describe("build()", () => {
  it("says whether the module or a child has a clock and a reset", () => {
    const leaf = new ModuleBuilder<Ports>("leaf");
    const top = new ModuleBuilder<Ports>("top");
    top.output(
      "y",
      top.instance("u", leaf.build({ y: leaf.registered("y_q", leaf.input("a", 1)) }), { a: top.input("a", 1) }).y,
    );
    const { isClocked, isReset } = top.build();
    expect({ isClocked, isReset }).toEqual({ isClocked: true, isReset: false });
    expect(inverter()).toMatchObject({ isClocked: false, isReset: false });
  });
});

describe("addressBits(depth)", () => {
  it("is ⌈log2 depth⌉, at least one", () => {
    expect([1, 2, 3, 4, 5, 8, 9, 1024, 1025].map(addressBits)).toEqual([1, 1, 2, 2, 3, 3, 4, 10, 11]);
  });
});

describe("modulesOf(top) and multiplicities(top)", () => {
  it("lists children first, and multiplies counts along the tree", () => {
    const leaf = inverter("leaf");
    const pair = new ModuleBuilder<Ports>("pair");
    pair.output("y", pair.repeat("u", 2, leaf, { a: pair.input("a", 4) }).y);
    const middle = pair.build();
    const m = new ModuleBuilder<Ports>("top");
    const a = m.input("a", 4);
    m.repeat("pairs", 3, middle, { a });
    m.output("y", m.instance("single", leaf, { a }).y);
    const top = m.build();
    expect(modulesOf(top)).toEqual([leaf, middle, top]);
    expect(multiplicities(top)).toEqual(
      new Map([
        [leaf, 7],
        [middle, 3],
        [top, 1],
      ]),
    );
  });

  it("throws if two different modules share a name", () => {
    const m = new ModuleBuilder<Ports>("top");
    const a = m.input("a", 4);
    m.instance("u", inverter("same"), { a });
    m.instance("v", inverter("same"), { a });
    m.output("y", a);
    expect(() => modulesOf(m.build())).toThrow(/two different modules are called same/);
  });
});
