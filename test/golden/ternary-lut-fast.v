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
// Controller: N 12, M 3, table-stationary,
// 6 inputs x 2 outputs per step.
`default_nettype none

module control_n12_m3_t6x2_fixed_ts_p4_fill_store (
  input  wire clk,           // rising edge
  input  wire rst,           // synchronous, active high
  input  wire act_valid,     // a beat of activations is offered
  input  wire key_valid,     // a beat of keys is offered
  input  wire out_ready,     // the beat of results is taken
  output wire act_ready,     // the beat of activations is taken, if there is one
  output wire key_ready,     // the beat of keys is taken, if there is one
  output wire load,          // a tile of activations is taken from the stream
  output wire fill,          // a tile goes to where steps use it
  output wire outputs_last,  // the step is that of the last output tile
  output wire step,          // a beat of keys is taken: a step begins
  output wire advance,       // the pipeline moves on
  output wire out_valid,     // a beat of results is offered
  output wire out_last,      // it is the last of the product
  output wire accumulate,    // the accumulator takes a step
  output wire first,         // the step at the accumulator begins a sum
  output wire emit,          // that step finishes a sum
  output wire output_tile    // output tile of the step at the accumulator
);
  reg input_tile_q;
  reg output_tile_q;
  reg out_valid_q;
  reg tile_valid_q;
  reg waiting_q;
  reg waiting_first_q;
  reg waiting_last_q;
  reg tile_first_q;
  reg tile_last_q;
  reg stage1_valid_q;
  reg stage1_first_q;
  reg stage1_emit_q;
  reg stage1_last_q;
  reg stage1_output_tile_q;
  reg stage2_valid_q;
  reg stage2_first_q;
  reg stage2_emit_q;
  reg stage2_last_q;
  reg stage2_output_tile_q;
  reg stage3_valid_q;
  reg stage3_first_q;
  reg stage3_emit_q;
  reg stage3_last_q;
  reg stage3_output_tile_q;
  reg stage4_valid_q;
  reg stage4_first_q;
  reg stage4_emit_q;
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
  assign emit = accumulate & stage4_emit_q;
  assign out_valid = out_valid_q;
  assign out_last = out_last_q;
  assign first = stage4_first_q;
  assign output_tile = stage4_output_tile_q;

  always @(posedge clk)
    if (rst) begin
      input_tile_q <= 1'd0;
    end
    else if (load) begin
      input_tile_q <= input_tile_q + 1'd1;
    end

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
      out_valid_q <= stage4_valid_q & stage4_emit_q;
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

  always @(posedge clk) if (load) begin
    waiting_first_q <= input_tile_q == 1'd0;
    waiting_last_q <= input_tile_q == 1'd1;
  end

  always @(posedge clk) if (fill) begin
    tile_first_q <= waiting_first_q;
    tile_last_q <= waiting_last_q;
  end

  always @(posedge clk) if (advance) begin
    stage1_first_q <= tile_first_q;
    stage1_emit_q <= tile_last_q;
    stage1_last_q <= tile_last_q & outputs_last;
    stage1_output_tile_q <= output_tile_q;
    stage2_first_q <= stage1_first_q;
    stage2_emit_q <= stage1_emit_q;
    stage2_last_q <= stage1_last_q;
    stage2_output_tile_q <= stage1_output_tile_q;
    stage3_first_q <= stage2_first_q;
    stage3_emit_q <= stage2_emit_q;
    stage3_last_q <= stage2_last_q;
    stage3_output_tile_q <= stage2_output_tile_q;
    stage4_first_q <= stage3_first_q;
    stage4_emit_q <= stage3_emit_q;
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
  input  wire  [7:0] activations,  // the group: u activations of w bits, activation 0 lowest
  output wire [17:0] entries       // all E = (3^u - 1)/2 entries, entry 1 lowest, each of w + ceil(log2 of its terms) bits
);
  wire [4:0] shared_not = ~{activations[3], activations[3:0]};
  wire entry2_c1_half_sum = activations[5] ^ shared_not[1];
  wire shared_or = activations[4] | shared_not[0];
  wire entry2_c2_half_sum = activations[6] ^ shared_not[2];
  wire entry2_c1_generate = activations[5] & shared_not[1];
  wire entry2_c1_to0_generate = entry2_c1_generate | (entry2_c1_half_sum & shared_or);
  wire entry2_c3_half_sum = activations[7] ^ shared_not[3];
  wire entry2_c2_generate = activations[6] & shared_not[2];
  wire entry2_c2_to0_generate = entry2_c2_generate | (entry2_c2_half_sum & entry2_c1_to0_generate);
  wire entry2_c4_half_sum = activations[7] ^ shared_not[4];
  wire entry2_c3_generate = activations[7] & shared_not[3];
  wire entry2_c3_to2_generate = entry2_c3_generate | (entry2_c3_half_sum & entry2_c2_generate);
  wire entry2_c3_to2_propagate = entry2_c3_half_sum & entry2_c2_half_sum;
  wire entry2_c3_to0_generate = entry2_c3_to2_generate | (entry2_c3_to2_propagate & entry2_c1_to0_generate);
  wire [4:0] entry2 = {
      (entry2_c4_half_sum ^ entry2_c3_to0_generate), (entry2_c3_half_sum ^ entry2_c2_to0_generate),
      (entry2_c2_half_sum ^ entry2_c1_to0_generate), (entry2_c1_half_sum ^ shared_or),
      ~(activations[4] ^ shared_not[0])
    };
  wire entry4_c0_half_sum = activations[4] ^ activations[0];
  wire entry4_c1_half_sum = activations[5] ^ activations[1];
  wire entry4_c0_generate = activations[4] & activations[0];
  wire entry4_c2_half_sum = activations[6] ^ activations[2];
  wire entry4_c1_generate = activations[5] & activations[1];
  wire entry4_c1_to0_generate = entry4_c1_generate | (entry4_c1_half_sum & entry4_c0_generate);
  wire entry4_c3_half_sum = activations[7] ^ activations[3];
  wire entry4_c2_generate = activations[6] & activations[2];
  wire entry4_c2_to0_generate = entry4_c2_generate | (entry4_c2_half_sum & entry4_c1_to0_generate);
  wire entry4_c4_half_sum = activations[7] ^ activations[3];
  wire entry4_c3_generate = activations[7] & activations[3];
  wire entry4_c3_to2_generate = entry4_c3_generate | (entry4_c3_half_sum & entry4_c2_generate);
  wire entry4_c3_to2_propagate = entry4_c3_half_sum & entry4_c2_half_sum;
  wire entry4_c3_to0_generate = entry4_c3_to2_generate | (entry4_c3_to2_propagate & entry4_c1_to0_generate);
  wire [4:0] entry4 = {
      (entry4_c4_half_sum ^ entry4_c3_to0_generate), (entry4_c3_half_sum ^ entry4_c2_to0_generate),
      (entry4_c2_half_sum ^ entry4_c1_to0_generate), (entry4_c1_half_sum ^ entry4_c0_generate), entry4_c0_half_sum
    };
  assign entries = {entry4, activations[7:4], entry2, activations[3:0]};
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Table of one group, entries in registers.
`default_nettype none

module table_u2_w4_register_prefix_staged (
  input  wire        clk,          // rising edge
  input  wire        load,         // the group is taken
  input  wire  [7:0] activations,  // the group: u activations of w bits, activation 0 lowest
  input  wire        fill,         // its entries are taken
  output wire [17:0] entries       // all E = (3^u - 1)/2 entries, entry 1 lowest, each of w + ceil(log2 of its terms) bits
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
  input  wire       outputs_last,  // the step is that of the last output tile
  output wire [1:0] enable         // the lane's output exists, lane 0 lowest
);
  wire is_inside = ~outputs_last;
  assign enable = {is_inside, 1'd1};
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// One read of a table of 4 entries: key = {negative, index}, index 0 reads zero.
`default_nettype none

module fetch_u2_w4_gated (
  input  wire [17:0] entries,  // the table: E entries, entry 1 lowest
  input  wire  [3:0] key,      // sign on top, index below: 1 + ceil(log2(E + 1)) bits
  input  wire        enable,   // the fetch is used; else it reads zero
  output wire  [4:0] word,     // the entry, or its complement: offset binary, w + ceil(log2 u) bits
  output wire        negate    // a 1 still to be added: the key is negative
);
  wire not_key_2_and_enable = ~key[2] & enable;
  wire not_key_1 = ~key[1];
  wire enabled_key_2_1_is_0 = not_key_2_and_enable & not_key_1;
  wire hit1 = enabled_key_2_1_is_0 & key[0];
  wire enabled_key_2_1_is_1 = not_key_2_and_enable & key[1];
  wire not_key_0 = ~key[0];
  wire hit2 = enabled_key_2_1_is_1 & not_key_0;
  wire hit3 = enabled_key_2_1_is_1 & key[0];
  wire enabled_key_2_1_is_2 = key[2] & enable & not_key_1;
  wire hit4 = enabled_key_2_1_is_2 & not_key_0;
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
  input  wire [14:0] words,    // what all groups read: L words, offset binary, group 0 lowest
  input  wire  [2:0] negates,  // a 1 still to be added, for each negated word
  input  wire        enter,    // the first registers on the way load
  input  wire        advance,  // the registers behind them load
  output wire  [6:0] sum       // words, 1s and running sum added up
);
  reg [13:0] stage1_q;
  reg [10:0] stage2_q;
  wire c0_0_sum, c0_0_carry;
  full_adder c0_0 (.a(words[0]), .b(words[5]), .c(words[10]), .sum(c0_0_sum), .carry(c0_0_carry));
  wire c0_1_sum, c0_1_carry;
  half_adder c0_1 (.a(negates[0]), .b(negates[1]), .sum(c0_1_sum), .carry(c0_1_carry));
  wire c0_in_sum, c0_in_carry;
  full_adder c0_in (.a(negates[2]), .b(c0_0_sum), .c(c0_1_sum), .sum(c0_in_sum), .carry(c0_in_carry));
  wire c1_0_sum, c1_0_carry;
  full_adder c1_0 (.a(words[1]), .b(words[6]), .c(words[11]), .sum(c1_0_sum), .carry(c1_0_carry));
  wire c1_1_sum, c1_1_carry;
  half_adder c1_1 (.a(c0_1_carry), .b(c0_0_carry), .sum(c1_1_sum), .carry(c1_1_carry));
  wire c2_0_sum, c2_0_carry;
  half_adder c2_0 (.a(words[2]), .b(words[7]), .sum(c2_0_sum), .carry(c2_0_carry));
  wire c2_1_sum, c2_1_carry;
  full_adder c2_1 (.a(words[12]), .b(c2_0_sum), .c(c1_0_carry), .sum(c2_1_sum), .carry(c2_1_carry));
  wire c3_0_sum, c3_0_carry;
  half_adder c3_0 (.a(words[3]), .b(words[8]), .sum(c3_0_sum), .carry(c3_0_carry));
  wire c3_1_sum, c3_1_carry;
  full_adder c3_1 (.a(words[13]), .b(c2_0_carry), .c(c3_0_sum), .sum(c3_1_sum), .carry(c3_1_carry));
  wire shared_not = ~(words[4] ^ words[9]);
  wire c4_0_sum, c4_0_carry;
  full_adder c4_0 (.a(words[14]), .b(c3_0_carry), .c(shared_not), .sum(c4_0_sum), .carry(c4_0_carry));
  wire c4_to0_generate = stage2_q[0] | (stage2_q[1] & stage2_q[2]);
  wire c5_to0_generate = stage2_q[3] | (stage2_q[4] & stage2_q[2]);
  assign sum = {~c5_to0_generate, (stage2_q[5] ^ c4_to0_generate), stage2_q[10:6]};
  wire c1_generate = c1_0_sum & c1_1_sum;
  wire c1_half_sum = c1_0_sum ^ c1_1_sum;
  wire c3_half_sum = c2_1_carry ^ c3_1_sum;
  wire c2_half_sum = c1_1_carry ^ c2_1_sum;
  wire c3_generate = c2_1_carry & c3_1_sum;
  wire c2_generate = c1_1_carry & c2_1_sum;
  wire words_4_or_words_9 = words[4] | words[9];
  wire c5_generate = words_4_or_words_9 & c4_0_carry;
  wire c5_half_sum = words_4_or_words_9 ^ c4_0_carry;
  wire c4_generate = c3_1_carry & c4_0_sum;
  wire c4_half_sum = c3_1_carry ^ c4_0_sum;
  wire c5_to4_propagate = c5_half_sum & c4_half_sum;
  wire c3_to2_generate = stage1_q[5] | (stage1_q[3] & stage1_q[6]);
  wire c3_to2_propagate = stage1_q[3] & stage1_q[4];
  wire c1_to0_generate = stage1_q[0] | (stage1_q[1] & stage1_q[2]);
  wire c3_to0_generate = c3_to2_generate | (c3_to2_propagate & c1_to0_generate);
  wire c5_to4_generate = stage1_q[7] | (stage1_q[8] & stage1_q[9]);
  wire c2_to0_generate = stage1_q[6] | (stage1_q[4] & c1_to0_generate);

  always @(posedge clk) if (enter) begin
    stage1_q <= {
      (c1_half_sum ^ c0_in_carry), c0_in_sum, c5_to4_propagate, c4_half_sum, c4_generate, c5_half_sum, c5_generate,
      c2_generate, c3_generate, c2_half_sum, c3_half_sum, c0_in_carry, c1_half_sum, c1_generate
    };
  end

  always @(posedge clk) if (advance) begin
    stage2_q <= {
      (stage1_q[10] ^ c3_to0_generate), (stage1_q[3] ^ c2_to0_generate), (stage1_q[4] ^ c1_to0_generate),
      stage1_q[13:12], stage1_q[8], stage1_q[11], c5_to4_generate, c3_to0_generate, stage1_q[10:9]
    };
  end
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// One output: 3 fetches, reduction, 8-bit accumulator, 2 partial sums.
`default_nettype none

module lane_l3_fetch_u2_w4_acc8_ct_p13_prefix_store2_gated (
  input  wire        clk,          // rising edge
  input  wire [53:0] entries,      // what all L groups offer, group 0 lowest
  input  wire [11:0] keys,         // keys of the lane: L groups of b bits, group 0 lowest
  input  wire        enable,       // the lane's output exists
  input  wire        step,         // a step begins
  input  wire        advance,      // the pipeline moves on
  input  wire        first,        // the step begins a sum
  input  wire        output_tile,  // output tile of the step at the accumulator
  input  wire        accumulate,   // the accumulator takes a step
  input  wire        emit,         // that step finishes a sum
  output wire  [7:0] result        // the finished sum
);
  genvar i;
  reg [14:0] words_q;
  reg [2:0] negates_q;
  reg [7:0] result_q;
  reg [6:0] sum_q;
  reg [7:0] partial_sums [0:1];
  wire [14:0] fetch_word;
  wire [2:0] fetch_negate;
  wire [7:0] partial_sums_read = partial_sums[output_tile];
  wire not_first = ~first;
  wire [7:0] running_sum = partial_sums_read & {8{not_first}};
  wire acc_c0_half_sum = running_sum[0] ^ sum_q[0];
  wire acc_c1_half_sum = running_sum[1] ^ sum_q[1];
  wire acc_c0_generate = running_sum[0] & sum_q[0];
  wire acc_c2_half_sum = running_sum[2] ^ sum_q[2];
  wire acc_c1_generate = running_sum[1] & sum_q[1];
  wire acc_c1_to0_generate = acc_c1_generate | (acc_c1_half_sum & acc_c0_generate);
  wire acc_c3_half_sum = running_sum[3] ^ sum_q[3];
  wire acc_c2_generate = running_sum[2] & sum_q[2];
  wire acc_c2_to0_generate = acc_c2_generate | (acc_c2_half_sum & acc_c1_to0_generate);
  wire acc_c4_half_sum = running_sum[4] ^ sum_q[4];
  wire acc_c3_generate = running_sum[3] & sum_q[3];
  wire acc_c3_to2_generate = acc_c3_generate | (acc_c3_half_sum & acc_c2_generate);
  wire acc_c3_to2_propagate = acc_c3_half_sum & acc_c2_half_sum;
  wire acc_c3_to0_generate = acc_c3_to2_generate | (acc_c3_to2_propagate & acc_c1_to0_generate);
  wire acc_c5_half_sum = running_sum[5] ^ sum_q[5];
  wire acc_c4_generate = running_sum[4] & sum_q[4];
  wire acc_c4_to0_generate = acc_c4_generate | (acc_c4_half_sum & acc_c3_to0_generate);
  wire acc_c6_half_sum = running_sum[6] ^ sum_q[6];
  wire acc_c5_generate = running_sum[5] & sum_q[5];
  wire acc_c5_to4_generate = acc_c5_generate | (acc_c5_half_sum & acc_c4_generate);
  wire acc_c5_to4_propagate = acc_c5_half_sum & acc_c4_half_sum;
  wire acc_c5_to0_generate = acc_c5_to4_generate | (acc_c5_to4_propagate & acc_c3_to0_generate);
  wire acc_c7_half_sum = running_sum[7] ^ sum_q[6];
  wire acc_c6_generate = running_sum[6] & sum_q[6];
  wire acc_c6_to4_generate = acc_c6_generate | (acc_c6_half_sum & acc_c5_to4_generate);
  wire acc_c6_to4_propagate = acc_c6_half_sum & acc_c5_to4_propagate;
  wire acc_c6_to0_generate = acc_c6_to4_generate | (acc_c6_to4_propagate & acc_c3_to0_generate);
  wire [7:0] result_next = {
      (acc_c7_half_sum ^ acc_c6_to0_generate), (acc_c6_half_sum ^ acc_c5_to0_generate),
      (acc_c5_half_sum ^ acc_c4_to0_generate), (acc_c4_half_sum ^ acc_c3_to0_generate),
      (acc_c3_half_sum ^ acc_c2_to0_generate), (acc_c2_half_sum ^ acc_c1_to0_generate),
      (acc_c1_half_sum ^ acc_c0_generate), acc_c0_half_sum
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

module ternary_lut_int4_u2_l3_k2_register_staged_n12_m3_fixed_ts_ct_p13_prefix (
  input  wire        clk,        // rising edge
  input  wire        rst,        // synchronous, active high
  input  wire        act_valid,  // a beat of activations is offered
  input  wire [23:0] act_data,   // one tile of activations: L groups of u elements of w bits, element 0 lowest
  input  wire        key_valid,  // a beat of keys is offered
  input  wire [23:0] key_data,   // keys of one step: K lanes of L groups of b bits, lane 0 and group 0 lowest
  input  wire        out_ready,  // the beat of results is taken
  output wire        act_ready,  // the beat of activations is taken
  output wire        key_ready,  // the beat of keys is taken
  output wire        out_valid,  // a beat of results is offered
  output wire [15:0] out_data,   // K finished sums of the accumulator's width, lane 0 lowest
  output wire        out_last    // the last beat of a product
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

  control_n12_m3_t6x2_fixed_ts_p4_fill_store control (
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
      lane_l3_fetch_u2_w4_acc8_ct_p13_prefix_store2_gated u (
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
        .result(out_data[i*8 +: 8])
      );
    end
  endgenerate
endmodule

`default_nettype wire
