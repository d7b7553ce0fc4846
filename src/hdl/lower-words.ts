import { ONE, ZERO, type GateList } from "./gate-list.ts";
import type { BinaryOperator } from "./netlist.ts";

/** Operators on words as one-bit gates, for the simulator. */

/** Bits of a signal as gate numbers, least significant first. */
export type Bits = readonly number[];

/** select ? high : low, bit by bit. */
export function muxWord(gates: GateList, select: number, high: Bits, low: Bits): Bits {
  return high.map((bit, i) => gates.mux(select, bit, low[i] as number));
}

/** OR of the values whose hit is 1, each of `width` bits. */
export function chooseWord(gates: GateList, hits: readonly number[], values: readonly Bits[], width: number): Bits {
  return Array.from({ length: width }, (_, i) =>
    anyOf(
      gates,
      hits.map((hit, index) => gates.and(hit, (values[index] as Bits)[i] as number)),
    ),
  );
}

/** A balanced tree, as synthesis makes it: in a chain, every transition would run through half of the gates. */
function anyOf(gates: GateList, bits: Bits): number {
  if (bits.length <= 1) return bits[0] ?? ZERO;
  const half = bits.length >> 1;
  return gates.or(anyOf(gates, bits.slice(0, half)), anyOf(gates, bits.slice(half)));
}

/** A binary operator on two words of one width. */
export function binaryWord(gates: GateList, operator: BinaryOperator, a: Bits, b: Bits): Bits {
  const pairwise = (gate: (x: number, y: number) => number): Bits => a.map((bit, i) => gate(bit, b[i] as number));
  const inverse = (): Bits => b.map((bit) => gates.not(bit));
  switch (operator) {
    case "and":
      return pairwise((x, y) => gates.and(x, y));
    case "or":
      return pairwise((x, y) => gates.or(x, y));
    case "xor":
      return pairwise((x, y) => gates.xor(x, y));
    case "add":
      return sumOf(gates, a, b, ZERO);
    case "sub":
      return sumOf(gates, a, inverse(), ONE);
    case "eq":
      return [
        gates.not(
          anyOf(
            gates,
            pairwise((x, y) => gates.xor(x, y)),
          ),
        ),
      ];
    case "ltu":
      return [gates.not(carryOf(gates, a, inverse()))];
  }
}

/** The sum of two words by a chain of full adders, of which the last gives no carry. */
function sumOf(gates: GateList, a: Bits, b: Bits, carryIn: number): Bits {
  let carry = carryIn;
  return a.map((bit, i) => {
    const [other, before] = [b[i] as number, carry];
    if (i + 1 < a.length) carry = gates.carry(bit, other, before);
    return gates.sum(bit, other, before);
  });
}

/** The carry out of a + b + 1. */
function carryOf(gates: GateList, a: Bits, b: Bits): number {
  return a.reduce((carry, bit, i) => gates.carry(bit, b[i] as number, carry), ONE);
}
