/** Parameters of a peer-style datapath. */
export interface PeerParameters {
  /** µ, 2 or more. */
  readonly groupSize: number;
  /** L. */
  readonly tables: number;
  /** K; the peer has as many accumulators as the workload has outputs, so K stands for M too. */
  readonly fetchers: number;
  readonly activationBits: number;
}

/** Bits of one key: ⌈log2(E+1)⌉ of index and a sign. */
export function peerKeyBits(groupSize: number): number {
  return Math.ceil(Math.log2((3 ** groupSize - 1) / 2 + 1)) + 1;
}

/** Width of the peer's partial sums and accumulators. */
const SUM_BITS = 32;

/**
 * Verilog of a datapath built the way of the published peer, KULeuven-MICAS/ternary-lut-dse (shared/anchors/lut-anchors.md
 * §2.2–2.4), rewritten from that description for a comparison of areas; no file of the peer is used.
 *
 *     act ─► V1 build ─► entries in registers, w + µ − 1 bits each (§2.2)
 *     key ─► E:1 multiplexer as a case statement, index E and beyond read 0 (§2.3)
 *         ─► widened to 32 bits, then negated by the sign, one by one
 *         ─► linear chain of adders over L that grow by one bit each, 32 + L − 1 bits at the end
 *         ─► 32-bit accumulator with enable and reset, one per output (§2.4; only a hard reset clears it, §2.6 b)
 *
 * In the peer's favour: no controller, no masks, no way to start a second sum but the reset. Ports: `clk`, `rst`
 * (accumulators to zero), `load` (tables take `act`), `step` (accumulators add), `act` (element i of table l at bits [(l·µ + i)·w +: w]), `keys` (as in our streams), `y` (K × 32 bits).
 */
export function peerVerilog(parameters: PeerParameters): string {
  const { groupSize, tables, fetchers, activationBits } = parameters;
  const keys = Array.from({ length: fetchers }, (_, k) => lane(parameters, k));
  const groups = Array.from({ length: tables }, (_, l) => table(parameters, l));
  return [
    "module peer (",
    "  input clk, input rst, input load, input step,",
    `  input [${tables * groupSize * activationBits - 1}:0] act,`,
    `  input [${fetchers * tables * peerKeyBits(groupSize) - 1}:0] keys,`,
    `  output [${fetchers * SUM_BITS - 1}:0] y`,
    ");",
    ...groups.flat(),
    ...keys.flat(),
    "endmodule",
    "",
  ].join("\n");
}

/** One table: the V1 build and its registers `t<l>_<entry>`. */
function table({ groupSize, activationBits }: PeerParameters, l: number): string[] {
  const width = activationBits + groupSize - 1;
  const lines: string[] = [];
  const activations = Array.from({ length: groupSize }, (_, i) => `x${l}_${i}`);
  activations.forEach((name, i) => {
    const low = (l * groupSize + i) * activationBits;
    lines.push(`  wire signed [${activationBits - 1}:0] ${name} = act[${low} +: ${activationBits}];`);
  });
  let sums = 0;
  const wire = (expression: string): string => {
    const name = `b${l}_${sums++}`;
    lines.push(`  wire signed [${width - 1}:0] ${name} = ${expression};`);
    return name;
  };
  upperHalf(activations, wire).forEach((sum, entry) => {
    const register = `t${l}_${entry}`;
    lines.push(`  reg signed [${width - 1}:0] ${register}; always @(posedge clk) if (load) ${register} <= ${sum};`);
  });
  return lines;
}

type Wire = (expression: string) => string;

/**
 * The first (3^µ − 1)/2 groups in the peer's order: digits +1, 0, −1, first activation most significant. Four sums of the
 * first two activations, each added to all combinations of the rest; the lower half by recursion.
 */
function upperHalf(activations: readonly string[], wire: Wire): string[] {
  const [a, b] = activations as [string, string | undefined];
  if (b === undefined) return [wire(a)];
  const upper = [wire(`${a} + ${b}`), wire(a), wire(`${a} - ${b}`), wire(b)];
  const rest = activations.slice(2);
  if (rest.length === 0) return upper;
  const combinations = allSums(rest, wire);
  return [...upper.flatMap((sum) => combinations.map((each) => wire(`${sum} + ${each}`))), ...upperHalf(rest, wire)];
}

/** All 3^n groups, additions of zero included, as the peer instantiates them. */
function allSums(activations: readonly string[], wire: Wire): string[] {
  const [first, ...rest] = activations as [string, ...string[]];
  const digits = [wire(first), wire("0"), wire(`-${first}`)];
  if (rest.length === 0) return digits;
  const combinations = allSums(rest, wire);
  return digits.flatMap((digit) => combinations.map((each) => wire(`${digit} + ${each}`)));
}

/** One output: fetches, signs, chain, accumulator. */
function lane({ groupSize, tables, activationBits }: PeerParameters, k: number): string[] {
  const lines: string[] = [];
  let chain = "";
  for (let l = 0; l < tables; l++) {
    lines.push(...fetch(k, l, (k * tables + l) * peerKeyBits(groupSize), groupSize, activationBits));
    const term = `n${k}_${l}`;
    if (l > 0) lines.push(`  wire signed [${SUM_BITS + l - 1}:0] r${k}_${l} = ${chain} + ${term};`);
    chain = l === 0 ? term : `r${k}_${l}`;
  }
  lines.push(
    `  reg signed [${SUM_BITS - 1}:0] a${k}; always @(posedge clk) if (rst) a${k} <= 0; else if (step) a${k} <= a${k} + ${chain};`,
  );
  lines.push(`  assign y[${k * SUM_BITS} +: ${SUM_BITS}] = a${k};`);
  return lines;
}

function fetch(k: number, l: number, low: number, groupSize: number, activationBits: number): string[] {
  const indexBits = peerKeyBits(groupSize) - 1;
  const id = `${k}_${l}`;
  const entries = Array.from(
    { length: (3 ** groupSize - 1) / 2 },
    (_, e) => `${indexBits}'d${e}: f${id} = t${l}_${e};`,
  );
  return [
    `  wire [${indexBits - 1}:0] i${id} = keys[${low} +: ${indexBits}]; wire s${id} = keys[${low + indexBits}];`,
    `  reg signed [${activationBits + groupSize - 2}:0] f${id}; always @* case (i${id}) ${entries.join(" ")} default: f${id} = 0; endcase`,
    `  wire signed [${SUM_BITS - 1}:0] w${id} = f${id}; wire signed [${SUM_BITS - 1}:0] n${id} = s${id} ? -w${id} : w${id};`,
  ];
}
