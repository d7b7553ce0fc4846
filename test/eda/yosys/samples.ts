/** The two leaf modules as the printer writes them. */
export const LEAVES = `module full_adder(input a, input b, input c, output sum, output carry);
  assign sum = a ^ b ^ c;
  assign carry = (a & b) | (a & c) | (b & c);
endmodule
module half_adder(input a, input b, output sum, output carry);
  assign sum = a ^ b;
  assign carry = a & b;
endmodule
`;

/** Adds `words` words of `width` bits in a column-compression tree of full adders, then a ripple chain. */
export function adderTree(words: number, width: number): string {
  const outputBits = width + Math.ceil(Math.log2(words));
  const columns: string[][] = Array.from({ length: outputBits }, (_, bit) =>
    bit < width ? Array.from({ length: words }, (__, word) => `x[${word * width + bit}]`) : [],
  );
  const lines: string[] = [];
  const add = (a: string, b: string, c: string): readonly [string, string] => {
    const id = lines.length;
    lines.push(
      `  wire s${id}, k${id};\n  full_adder fa${id} (.a(${a}), .b(${b}), .c(${c}), .sum(s${id}), .carry(k${id}));`,
    );
    return [`s${id}`, `k${id}`];
  };
  while (columns.some((column) => column.length > 2)) {
    const carries: string[][] = columns.map(() => []);
    columns.forEach((column, bit) => {
      const next: string[] = [];
      while (column.length > 2) {
        const [sum, carry] = add(column.shift() ?? "", column.shift() ?? "", column.shift() ?? "");
        next.push(sum);
        carries[bit + 1]?.push(carry);
      }
      column.push(...next);
    });
    columns.forEach((column, bit) => column.push(...(carries[bit] ?? [])));
  }
  let carry = "1'b0";
  const sums = columns.map(([a = "1'b0", b = "1'b0"]) => {
    const [sum, next] = add(a, b, carry);
    carry = next;
    return sum;
  });
  return `module tree(input [${words * width - 1}:0] x, output [${outputBits - 1}:0] y);
${lines.join("\n")}
  assign y = {${sums.toReversed().join(", ")}};
endmodule
`;
}

/** An accumulator with synchronous reset and enable, a small memory read asynchronously, and a counter. */
export const CORE = `module accumulate #(parameter W = 6) (input clk, input rst, input en, input [W-1:0] x, output reg [W-1:0] acc_q);
  wire [W:0] c;
  wire [W-1:0] s;
  assign c[0] = 1'b0;
  genvar i;
  generate
    for (i = 0; i < W; i = i + 1) begin : bits
      full_adder fa (.a(x[i]), .b(acc_q[i]), .c(c[i]), .sum(s[i]), .carry(c[i+1]));
    end
  endgenerate
  always @(posedge clk) if (rst) acc_q <= {W{1'b0}}; else if (en) acc_q <= s;
endmodule
module core(input clk, input rst, input en, input [1:0] wa, input [1:0] ra, input [5:0] x, output [5:0] y, output [5:0] z, output [5:0] m);
  reg [5:0] mem[0:3];
  reg [2:0] count_q;
  assign m = mem[ra];
  always @(posedge clk) if (en) mem[wa] <= x;
  always @(posedge clk) if (rst) count_q <= 3'd0; else if (en) count_q <= count_q == 3'd5 ? 3'd0 : count_q + 3'd1;
  accumulate #(.W(6)) first (.clk(clk), .rst(rst), .en(en), .x(x), .acc_q(y));
  accumulate #(.W(6)) second (.clk(clk), .rst(rst), .en(count_q[2]), .x(ra == 2'd3 ? 6'd0 : y), .acc_q(z));
endmodule
`;
