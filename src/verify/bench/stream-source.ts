import { idleData } from "./bench-head.ts";

/** Beats of a stream, each of so many bits, and which of these are X; none if all have a meaning. */
export interface StreamBeats {
  readonly bits: number;
  readonly words: readonly string[];
  readonly unknown: readonly string[];
}

/**
 * A stream that offers the beats of a file; an offered beat stays until it is taken.
 * @param stream a number, so that streams differ
 * @param data the register that holds what is offered
 */
export function streamSource(
  name: string,
  { bits, words, unknown }: StreamBeats,
  stream: number,
  data = `${name}_data`,
): string {
  const hasX = unknown.length > 0;
  const masked = hasX ? ` ^ {${bits}{1'bx}} & ${name}_unknown[${name}_index]` : "";
  return `
  reg ${name}_valid = 0;
  wire ${name}_ready;
  reg [${bits - 1}:0] ${data};
  reg [${bits - 1}:0] ${name}_beats [0:${words.length - 1}];
  integer ${name}_index = 0;
  initial $readmemh("${name}.hex", ${name}_beats);${hasX ? `\n  reg [${bits - 1}:0] ${name}_unknown [0:${words.length - 1}];\n  initial $readmemh("${name}_unknown.hex", ${name}_unknown);` : ""}
  always @(posedge clk)
    if (rst || !${name}_valid || ${name}_ready) begin
      ${name}_valid <= 0;
      ${data} <= ${idleData(bits, stream)};
      if (!rst && ${name}_index < ${words.length} && (!stalls || random[${3 * stream + 2}:${3 * stream}] > 2)) begin
        ${name}_valid <= 1;
        ${data} <= ${name}_beats[${name}_index]${masked};
        ${name}_index <= ${name}_index + 1;
      end
    end
`;
}
