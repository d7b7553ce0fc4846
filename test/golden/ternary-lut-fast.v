// SPDX-License-Identifier: Apache-2.0
// 3:2 counter: a + b + c = sum + 2 carry
`default_nettype none

module full_adder (
  input  wire a,      // a bit of weight 1
  input  wire b,      // a bit of weight 1
  input  wire c,      // a bit of weight 1
  output wire sum,    // the bit of weight 1 of their sum
  output wire carry   // the bit of weight 2 of their sum
);
  assign sum = a ^ b ^ c;
  assign carry = (a & b) | (c & (a ^ b));
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// 2:2 counter: a + b = sum + 2 carry
`default_nettype none

module half_adder (
  input  wire a,      // a bit of weight 1
  input  wire b,      // a bit of weight 1
  output wire sum,    // the bit of weight 1 of their sum
  output wire carry   // the bit of weight 2 of their sum
);
  assign sum = a ^ b;
  assign carry = a & b;
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Controller: N 6, M 3, table-stationary,
// 6 inputs x 2 outputs per step.
`default_nettype none

module control_n6_m3_t6x2_fixed_ts_p4_fill_store (
  input  wire clk,           // rising edge
  input  wire rst,           // synchronous, active high
  input  wire act_valid,
  input  wire key_valid,
  input  wire out_ready,
  output wire act_ready,
  output wire key_ready,
  output wire load,
  output wire fill,
  output wire outputs_last,
  output wire step,
  output wire advance,
  output wire out_valid,
  output wire out_last,
  output wire accumulate,
  output wire first,
  output wire emit,
  output wire output_tile
);
  reg output_tile_q;
  reg out_valid_q;
  reg tile_valid_q;
  reg waiting_q;
  reg stage1_valid_q;
  reg stage1_last_q;
  reg stage1_output_tile_q;
  reg stage2_valid_q;
  reg stage2_last_q;
  reg stage2_output_tile_q;
  reg stage3_valid_q;
  reg stage3_last_q;
  reg stage3_output_tile_q;
  reg stage4_valid_q;
  reg stage4_last_q;
  reg stage4_output_tile_q;
  reg out_last_q;
  assign advance = ~out_valid_q | out_ready;
  assign key_ready = tile_valid_q & advance;
  assign step = key_valid & key_ready;
  assign outputs_last = output_tile_q == 1'd1;
  wire tile_done = step & outputs_last;
  assign fill = waiting_q & (~tile_valid_q | tile_done);
  assign act_ready = ~waiting_q | fill;
  assign load = act_valid & act_ready;
  assign accumulate = stage4_valid_q & advance;
  assign out_valid = out_valid_q;
  assign out_last = out_last_q;
  assign first = 1'd1;
  assign emit = accumulate;
  assign output_tile = stage4_output_tile_q;

  always @(posedge clk)
    if (rst) begin
      output_tile_q <= 1'd0;
    end
    else if (step) begin
      output_tile_q <= output_tile_q + 1'd1;
    end

  always @(posedge clk)
    if (rst) begin
      out_valid_q <= 1'd0;
      stage1_valid_q <= 1'd0;
      stage2_valid_q <= 1'd0;
      stage3_valid_q <= 1'd0;
      stage4_valid_q <= 1'd0;
    end
    else if (advance) begin
      out_valid_q <= stage4_valid_q;
      stage1_valid_q <= step;
      stage2_valid_q <= stage1_valid_q;
      stage3_valid_q <= stage2_valid_q;
      stage4_valid_q <= stage3_valid_q;
    end

  always @(posedge clk)
    if (rst) begin
      tile_valid_q <= 1'd0;
      waiting_q <= 1'd0;
    end
    else begin
      tile_valid_q <= fill | (tile_valid_q & ~tile_done);
      waiting_q <= load | (waiting_q & ~fill);
    end

  always @(posedge clk) if (advance) begin
    stage1_last_q <= outputs_last;
    stage1_output_tile_q <= output_tile_q;
    stage2_last_q <= stage1_last_q;
    stage2_output_tile_q <= stage1_output_tile_q;
    stage3_last_q <= stage2_last_q;
    stage3_output_tile_q <= stage2_output_tile_q;
    stage4_last_q <= stage3_last_q;
    stage4_output_tile_q <= stage3_output_tile_q;
    out_last_q <= stage4_last_q;
  end
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Entries of a table of 2 activations: the sums of c_i * x_i for all coefficient
// groups (c_i = -1, 0, 1) of balanced-ternary value 1 and above; entry v stands for sum c_i * 3^i = v.
`default_nettype none

module build_u2_w4_prefix (
  input  wire  [7:0] activations,
  output wire [17:0] entries
);
  wire [4:0] for_entry2 = ~{activations[3], activations[3:0]};
  wire activations_5_xor_for_entry2_1 = activations[5] ^ for_entry2[1];
  wire activations_4_or_for_entry2_0 = activations[4] | for_entry2[0];
  wire activations_6_xor_for_entry2_2 = activations[6] ^ for_entry2[2];
  wire for_entry2_1 = (activations[5] & for_entry2[1]) | (activations_5_xor_for_entry2_1 & activations_4_or_for_entry2_0);
  wire activations_7_xor_for_entry2_3 = activations[7] ^ for_entry2[3];
  wire activations_6_and_for_entry2_2 = activations[6] & for_entry2[2];
  wire [4:0] entry2 = {

      (activations[7] ^ for_entry2[4] ^ ((activations[7] & for_entry2[3]) | (activations_7_xor_for_entry2_3 & activations_6_and_for_entry2_2) | (activations_7_xor_for_entry2_3 & activations_6_xor_for_entry2_2 & for_entry2_1))),
      (activations_7_xor_for_entry2_3 ^ (activations_6_and_for_entry2_2 | (activations_6_xor_for_entry2_2 & for_entry2_1))),
      (activations_6_xor_for_entry2_2 ^ for_entry2_1),
      (activations_5_xor_for_entry2_1 ^ activations_4_or_for_entry2_0), ~(activations[4] ^ for_entry2[0])
    };
  wire activations_5_xor_activations_1 = activations[5] ^ activations[1];
  wire activations_4_and_activations_0 = activations[4] & activations[0];
  wire activations_6_xor_activations_2 = activations[6] ^ activations[2];
  wire for_entry4 = (activations[5] & activations[1]) | (activations_5_xor_activations_1 & activations_4_and_activations_0);
  wire activations_7_xor_activations_3 = activations[7] ^ activations[3];
  wire activations_6_and_activations_2 = activations[6] & activations[2];
  wire [4:0] entry4 = {

      (activations[7] ^ activations[3] ^ ((activations[7] & activations[3]) | (activations_7_xor_activations_3 & activations_6_and_activations_2) | (activations_7_xor_activations_3 & activations_6_xor_activations_2 & for_entry4))),
      (activations_7_xor_activations_3 ^ (activations_6_and_activations_2 | (activations_6_xor_activations_2 & for_entry4))),
      (activations_6_xor_activations_2 ^ for_entry4),
      (activations_5_xor_activations_1 ^ activations_4_and_activations_0), (activations[4] ^ activations[0])
    };
  assign entries = {entry4, activations[7:4], entry2, activations[3:0]};
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Table of one group, entries in registers.
`default_nettype none

module table_u2_w4_register_prefix_staged (
  input  wire        clk,          // rising edge
  input  wire        load,
  input  wire  [7:0] activations,
  input  wire        fill,
  output wire [17:0] entries
);
  reg [7:0] activations_q;
  reg [17:0] entries_q;
  wire [17:0] build_entries;

  build_u2_w4_prefix build (
    .activations(activations_q),
    .entries(build_entries)
  );
  assign entries = entries_q;

  always @(posedge clk) if (load) begin
    activations_q <= activations;
  end

  always @(posedge clk) if (fill) begin
    entries_q <= build_entries;
  end
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Silences the lanes beyond the last output of the product.
`default_nettype none

module output_mask_k2_tail1 (
  input  wire       outputs_last,
  output wire [1:0] enable
);
  wire is_inside = ~outputs_last;
  assign enable = {is_inside, 1'd1};
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// One read of a table of 4 entries: key = {negative, index}, index 0 reads zero.
`default_nettype none

module fetch_u2_w4_gated (
  input  wire [17:0] entries,
  input  wire  [3:0] key,
  input  wire        enable,
  output wire  [4:0] word,
  output wire        negate
);
  wire not_key_2_and_enable = ~key[2] & enable;
  wire not_key_1 = ~key[1];
  wire hit1 = not_key_2_and_enable & not_key_1 & key[0];
  wire not_key_2_and_enable_and_key_1 = not_key_2_and_enable & key[1];
  wire not_key_0 = ~key[0];
  wire hit2 = not_key_2_and_enable_and_key_1 & not_key_0;
  wire hit3 = not_key_2_and_enable_and_key_1 & key[0];
  wire hit4 = key[2] & enable & not_key_1 & not_key_0;
  wire [4:0] entry =
      ({5{hit1}} & {entries[3], entries[3:0]}) |
      ({5{hit2}} & entries[8:4]) |
      ({5{hit3}} & {entries[12], entries[12:9]}) |
      ({5{hit4}} & entries[17:13]);
  assign negate = key[3] & enable;
  assign word = entry ^ {~negate, {4{negate}}};
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Adds 3 offset-binary words, the carries of the negated ones.
`default_nettype none

module reduce_l3_w5_b16_neg_sum7_ct_prefix_cut2 (
  input  wire        clk,      // rising edge
  input  wire [14:0] words,
  input  wire  [2:0] negates,
  input  wire        enter,
  input  wire        advance,
  output wire  [6:0] sum
);
  reg [13:0] stage1_q;
  reg [10:0] stage2_q;
  assign sum = {
      ~(stage2_q[3] | (stage2_q[4] & stage2_q[2])), (stage2_q[5] ^ (stage2_q[0] | (stage2_q[1] & stage2_q[2]))),
      stage2_q[10:6]
    };
  wire c1_0_sum, c1_0_carry;
  full_adder c1_0 (.a(words[1]), .b(words[6]), .c(words[11]), .sum(c1_0_sum), .carry(c1_0_carry));
  wire c0_1_sum, c0_1_carry;
  half_adder c0_1 (.a(negates[0]), .b(negates[1]), .sum(c0_1_sum), .carry(c0_1_carry));
  wire c0_0_sum, c0_0_carry;
  full_adder c0_0 (.a(words[0]), .b(words[5]), .c(words[10]), .sum(c0_0_sum), .carry(c0_0_carry));
  wire c1_1_sum, c1_1_carry;
  half_adder c1_1 (.a(c0_1_carry), .b(c0_0_carry), .sum(c1_1_sum), .carry(c1_1_carry));
  wire c1_0_sum_xor_c1_1_sum = c1_0_sum ^ c1_1_sum;
  wire c0_in_sum, c0_in_carry;
  full_adder c0_in (.a(negates[2]), .b(c0_0_sum), .c(c0_1_sum), .sum(c0_in_sum), .carry(c0_in_carry));
  wire c2_0_sum, c2_0_carry;
  half_adder c2_0 (.a(words[2]), .b(words[7]), .sum(c2_0_sum), .carry(c2_0_carry));
  wire c2_1_sum, c2_1_carry;
  full_adder c2_1 (.a(words[12]), .b(c2_0_sum), .c(c1_0_carry), .sum(c2_1_sum), .carry(c2_1_carry));
  wire c3_0_sum, c3_0_carry;
  half_adder c3_0 (.a(words[3]), .b(words[8]), .sum(c3_0_sum), .carry(c3_0_carry));
  wire c3_1_sum, c3_1_carry;
  full_adder c3_1 (.a(words[13]), .b(c2_0_carry), .c(c3_0_sum), .sum(c3_1_sum), .carry(c3_1_carry));
  wire words_4_or_words_9 = words[4] | words[9];
  wire for_stage1 = ~(words[4] ^ words[9]);
  wire c4_0_sum, c4_0_carry;
  full_adder c4_0 (.a(words[14]), .b(c3_0_carry), .c(for_stage1), .sum(c4_0_sum), .carry(c4_0_carry));
  wire for_stage1_1 = words_4_or_words_9 ^ c4_0_carry;
  wire c3_1_carry_xor_c4_0_sum = c3_1_carry ^ c4_0_sum;
  wire for_stage2 = stage1_q[0] | (stage1_q[1] & stage1_q[2]);
  wire for_stage2_1 = stage1_q[5] | (stage1_q[3] & stage1_q[6]) | (stage1_q[3] & stage1_q[4] & for_stage2);

  always @(posedge clk) if (enter) begin
    stage1_q <= {
      (c1_0_sum_xor_c1_1_sum ^ c0_in_carry), c0_in_sum, (for_stage1_1 & c3_1_carry_xor_c4_0_sum),
      c3_1_carry_xor_c4_0_sum, (c3_1_carry & c4_0_sum), for_stage1_1, (words_4_or_words_9 & c4_0_carry),
      (c1_1_carry & c2_1_sum), (c2_1_carry & c3_1_sum), (c1_1_carry ^ c2_1_sum), (c2_1_carry ^ c3_1_sum),
      c0_in_carry, c1_0_sum_xor_c1_1_sum, (c1_0_sum & c1_1_sum)
    };
  end

  always @(posedge clk) if (advance) begin
    stage2_q <= {
      (stage1_q[10] ^ for_stage2_1), (stage1_q[3] ^ (stage1_q[6] | (stage1_q[4] & for_stage2))),
      (stage1_q[4] ^ for_stage2), stage1_q[13:12], stage1_q[8], stage1_q[11],
      (stage1_q[7] | (stage1_q[8] & stage1_q[9])), for_stage2_1, stage1_q[10:9]
    };
  end
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// One output: 3 fetches, reduction, 7-bit accumulator, 2 partial sums.
`default_nettype none

module lane_l3_fetch_u2_w4_acc7_ct_p13_prefix_store2_gated (
  input  wire        clk,          // rising edge
  input  wire [53:0] entries,
  input  wire [11:0] keys,
  input  wire        enable,
  input  wire        step,
  input  wire        advance,
  input  wire        first,
  input  wire        output_tile,
  input  wire        accumulate,
  input  wire        emit,
  output wire  [6:0] result
);
  genvar i;
  reg [14:0] words_q;
  reg [2:0] negates_q;
  reg [6:0] result_q;
  reg [6:0] sum_q;
  reg [6:0] partial_sums [0:1];
  wire [14:0] fetch_word;
  wire [2:0] fetch_negate;
  wire [6:0] partial_sums_read = partial_sums[output_tile];
  wire not_first = ~first;
  wire [6:0] running_sum = partial_sums_read & {7{not_first}};
  wire running_sum_1_xor_sum_1 = running_sum[1] ^ sum_q[1];
  wire running_sum_0_and_sum_0 = running_sum[0] & sum_q[0];
  wire running_sum_2_xor_sum_2 = running_sum[2] ^ sum_q[2];
  wire shared_or = (running_sum[1] & sum_q[1]) | (running_sum_1_xor_sum_1 & running_sum_0_and_sum_0);
  wire running_sum_3_xor_sum_3 = running_sum[3] ^ sum_q[3];
  wire running_sum_2_and_sum_2 = running_sum[2] & sum_q[2];
  wire running_sum_4_xor_sum_4 = running_sum[4] ^ sum_q[4];
  wire shared_or_1 =
      (running_sum[3] & sum_q[3]) | (running_sum_3_xor_sum_3 & running_sum_2_and_sum_2) |
      (running_sum_3_xor_sum_3 & running_sum_2_xor_sum_2 & shared_or);
  wire running_sum_5_xor_sum_5 = running_sum[5] ^ sum_q[5];
  wire running_sum_4_and_sum_4 = running_sum[4] & sum_q[4];
  wire [6:0] result_next = {

      (running_sum[6] ^ sum_q[6] ^ ((running_sum[5] & sum_q[5]) | (running_sum_5_xor_sum_5 & running_sum_4_and_sum_4) | (running_sum_5_xor_sum_5 & running_sum_4_xor_sum_4 & shared_or_1))),
      (running_sum_5_xor_sum_5 ^ (running_sum_4_and_sum_4 | (running_sum_4_xor_sum_4 & shared_or_1))),
      (running_sum_4_xor_sum_4 ^ shared_or_1),
      (running_sum_3_xor_sum_3 ^ (running_sum_2_and_sum_2 | (running_sum_2_xor_sum_2 & shared_or))),
      (running_sum_2_xor_sum_2 ^ shared_or), (running_sum_1_xor_sum_1 ^ running_sum_0_and_sum_0),
      (running_sum[0] ^ sum_q[0])
    };
  wire [6:0] reduce_sum;

  generate
    for (i = 0; i < 3; i = i + 1) begin : fetch
      fetch_u2_w4_gated u (
        .entries(entries[i*18 +: 18]),
        .key(keys[i*4 +: 4]),
        .enable(enable),
        .word(fetch_word[i*5 +: 5]),
        .negate(fetch_negate[i])
      );
    end
  endgenerate

  reduce_l3_w5_b16_neg_sum7_ct_prefix_cut2 reduce (
    .clk(clk),
    .words(words_q),
    .negates(negates_q),
    .enter(advance),
    .advance(advance),
    .sum(reduce_sum)
  );
  assign result = result_q;

  always @(posedge clk) if (step) begin
    words_q <= fetch_word;
    negates_q <= fetch_negate;
  end

  always @(posedge clk) if (emit) begin
    result_q <= result_next;
  end

  always @(posedge clk) if (advance) begin
    sum_q <= reduce_sum;
  end

  always @(posedge clk)
    if (accumulate) partial_sums[output_tile] <= result_next;
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
`default_nettype none

module ternary_lut_int4_u2_l3_k2_register_staged_n6_m3_fixed_ts_ct_p13_prefix (
  input  wire        clk,        // rising edge
  input  wire        rst,        // synchronous, active high
  input  wire        act_valid,
  input  wire [23:0] act_data,
  input  wire        key_valid,
  input  wire [23:0] key_data,
  input  wire        out_ready,
  output wire        act_ready,
  output wire        key_ready,
  output wire        out_valid,
  output wire [13:0] out_data,
  output wire        out_last
);
  genvar i;
  wire control_load;
  wire control_fill;
  wire [53:0] group_entries;
  wire control_step;
  wire control_advance;
  wire control_accumulate;
  wire control_first;
  wire control_emit;
  wire control_output_tile;
  wire control_outputs_last;
  wire [1:0] output_mask_enable;

  control_n6_m3_t6x2_fixed_ts_p4_fill_store control (
    .clk(clk),
    .rst(rst),
    .act_valid(act_valid),
    .key_valid(key_valid),
    .out_ready(out_ready),
    .act_ready(act_ready),
    .key_ready(key_ready),
    .load(control_load),
    .fill(control_fill),
    .outputs_last(control_outputs_last),
    .step(control_step),
    .advance(control_advance),
    .out_valid(out_valid),
    .out_last(out_last),
    .accumulate(control_accumulate),
    .first(control_first),
    .emit(control_emit),
    .output_tile(control_output_tile)
  );

  generate
    for (i = 0; i < 3; i = i + 1) begin : group
      table_u2_w4_register_prefix_staged u (
        .clk(clk),
        .load(control_load),
        .activations(act_data[i*8 +: 8]),
        .fill(control_fill),
        .entries(group_entries[i*18 +: 18])
      );
    end
  endgenerate

  output_mask_k2_tail1 output_mask (
    .outputs_last(control_outputs_last),
    .enable(output_mask_enable)
  );

  generate
    for (i = 0; i < 2; i = i + 1) begin : lane
      lane_l3_fetch_u2_w4_acc7_ct_p13_prefix_store2_gated u (
        .clk(clk),
        .entries(group_entries),
        .keys(key_data[i*12 +: 12]),
        .enable(output_mask_enable[i]),
        .step(control_step),
        .advance(control_advance),
        .first(control_first),
        .output_tile(control_output_tile),
        .accumulate(control_accumulate),
        .emit(control_emit),
        .result(out_data[i*7 +: 7])
      );
    end
  endgenerate
endmodule

`default_nettype wire
