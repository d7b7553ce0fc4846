// SPDX-License-Identifier: Apache-2.0
// One node of every kind.
//
// For the golden text.
`default_nettype none

module every_node (
  input  wire       clk,         // rising edge
  input  wire       rst,         // synchronous, active high
  input  wire [3:0] a,
  input  wire [3:0] b,
  input  wire       s,
  output wire [3:0] inverse,
  output wire [3:0] logic_y,
  output wire [3:0] difference,
  output wire [2:0] flags,
  output wire [3:0] muxed,
  output wire [3:0] chosen,
  output wire [4:0] extended,
  output wire [3:0] net,
  output wire [1:0] added,
  output wire [3:0] state,
  output wire [3:0] word,
  output wire [1:0] one,
  output wire [7:0] four
);
  genvar i;
  reg [3:0] plain_q;
  reg [3:0] both_q;
  reg [3:0] words [0:2];
  wire fa_sum, fa_carry;
  full_adder fa (.a(a[0]), .b(b[0]), .c(s), .sum(fa_sum), .carry(fa_carry));
  wire ha_carry;
  half_adder ha (.a(fa_carry), .b(a[1]), .sum(), .carry(ha_carry));
  assign inverse = ~a;
  assign logic_y = (a & b & 4'd5) | (a ^ b);
  assign difference = (a + b) - 4'd3;
  assign flags = {a[3], (a < b), (a == b)};
  assign muxed = s ? (a[0] ? a : b) : 4'd9;
  assign chosen =
      ({4{s}} & a) |
      ({4{a[1]}} & b);
  assign extended = {{3{a[2]}}, a[2:1]};
  wire [3:0] both = a & b;
  assign net = ~both;
  assign added = {ha_carry, fa_sum};
  assign word = words[b[1:0]];
  wire [3:0] not_a = ~a;

  child single (
    .clk(clk),
    .rst(rst),
    .step(s),
    .count(one)
  );

  generate
    for (i = 0; i < 4; i = i + 1) begin : several
      child u (
        .clk(clk),
        .rst(rst),
        .step(not_a[i]),
        .count(four[i*2 +: 2])
      );
    end
  endgenerate
  assign state = both_q;

  always @(posedge clk) begin
    plain_q <= a;
  end

  always @(posedge clk)
    if (rst) begin
      both_q <= 4'd7;
    end
    else if (s) begin
      both_q <= both_q ^ plain_q;
    end

  always @(posedge clk)
    if (s) words[a[1:0]] <= b;
endmodule

`default_nettype wire
