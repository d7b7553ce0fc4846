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
// Controller: N 6, M 3, table-stationary,
// 4 inputs x 2 outputs per step.
`default_nettype none

module control_n6_m3_t4x2_fixed_ts_p0_store_keys (
  input  wire clk,           // rising edge
  input  wire rst,           // synchronous, active high
  input  wire act_valid,     // a beat of activations is offered
  input  wire key_valid,     // a beat of keys is offered
  input  wire out_ready,     // the beat of results is taken
  output wire loads_last,    // the tile on its way in is the last of its pass
  output wire act_ready,     // the beat of activations is taken, if there is one
  output wire key_ready,     // the beat of keys is taken, if there is one
  output wire load,          // a tile of activations is taken from the stream
  output wire outputs_last,  // the step is that of the last output tile
  output wire tile_last,     // the tile in use is the last of its pass
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
  reg tile_first_q;
  reg tile_last_q;
  reg out_last_q;
  assign loads_last = input_tile_q == 1'd1;
  wire advance = ~out_valid_q | out_ready;
  assign key_ready = tile_valid_q & advance;
  assign accumulate = key_valid & key_ready;
  assign outputs_last = output_tile_q == 1'd1;
  wire tile_done = accumulate & outputs_last;
  assign act_ready = ~tile_valid_q | tile_done;
  assign load = act_valid & act_ready;
  assign emit = accumulate & tile_last_q;
  assign tile_last = tile_last_q;
  assign out_valid = out_valid_q;
  assign out_last = out_last_q;
  assign first = tile_first_q;
  assign output_tile = output_tile_q;

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
    else if (accumulate) begin
      output_tile_q <= output_tile_q + 1'd1;
    end

  always @(posedge clk)
    if (rst) begin
      out_valid_q <= 1'd0;
    end
    else if (advance) begin
      out_valid_q <= accumulate & tile_last_q;
    end

  always @(posedge clk)
    if (rst) begin
      tile_valid_q <= 1'd0;
    end
    else begin
      tile_valid_q <= load | (tile_valid_q & ~tile_done);
    end

  always @(posedge clk) if (load) begin
    tile_first_q <= input_tile_q == 1'd0;
    tile_last_q <= loads_last;
  end

  always @(posedge clk) if (advance) begin
    out_last_q <= tile_last_q & outputs_last;
  end
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Zeroes the activations beyond the last input of the product.
`default_nettype none

module input_mask_t4_w4_tail2 (
  input  wire [15:0] act_data,     // one tile of activations, element 0 lowest
  input  wire        loads_last,   // the tile is the last of its pass
  output wire [15:0] activations   // the same, zero beyond the last input
);
  wire is_inside = ~loads_last;
  assign activations = {(act_data[15:12] & {4{is_inside}}), (act_data[11:8] & {4{is_inside}}), act_data[7:0]};
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Entries of a table of 2 activations: the sums of c_i * x_i for all coefficient
// groups (c_i = -1, 0, 1) of balanced-ternary value 1 and above; entry v stands for sum c_i * 3^i = v.
`default_nettype none

module build_u2_w4 (
  input  wire  [7:0] activations,  // the group: u activations of w bits, activation 0 lowest
  output wire [17:0] entries       // all E = (3^u - 1)/2 entries, entry 1 lowest, each of w + ceil(log2 of its terms) bits
);
  wire [4:0] entry2 = {activations[7], activations[7:4]} - {activations[3], activations[3:0]};
  wire [4:0] entry4 = {activations[7], activations[7:4]} + {activations[3], activations[3:0]};
  assign entries = {entry4, activations[7:4], entry2, activations[3:0]};
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Table of one group, entries in registers.
`default_nettype none

module table_u2_w4_register (
  input  wire        clk,          // rising edge
  input  wire        load,         // the group is taken
  input  wire  [7:0] activations,  // the group: u activations of w bits, activation 0 lowest
  output wire [17:0] entries       // all E = (3^u - 1)/2 entries, entry 1 lowest, each of w + ceil(log2 of its terms) bits
);
  reg [17:0] entries_q;
  wire [17:0] build_entries;

  build_u2_w4 build (
    .activations(activations),
    .entries(build_entries)
  );
  assign entries = entries_q;

  always @(posedge clk) if (load) begin
    entries_q <= build_entries;
  end
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Tells which groups of the tile in use hold inputs.
`default_nettype none

module group_tail_l1 (
  input  wire tile_last,  // the tile in use is the last of its pass
  output wire occupied    // groups that hold inputs: those that may hold none, lowest first
);
  assign occupied = ~tile_last;
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Masks the keys of groups without inputs, which may be anything.
`default_nettype none

module key_mask_l2_b4_from1_bit3 (
  input  wire [7:0] key_data,  // keys of one lane: L groups of b bits
  input  wire       occupied,  // groups that hold inputs: those that may hold none, lowest first
  output wire [7:0] keys       // the same, silent where a group holds no input
);
  assign keys = {(key_data[7] & occupied), key_data[6:0]};
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
// Adds 2 offset-binary words, the carries of the negated ones and the running sum.
`default_nettype none

module reduce_l2_w5_b16_neg_acc7_ct (
  input  wire [9:0] words,    // what all groups read: L words, offset binary, group 0 lowest
  input  wire [1:0] negates,  // a 1 still to be added, for each negated word
  input  wire [6:0] addend,   // the running sum
  output wire [6:0] sum       // words, 1s and running sum added up
);
  wire c0_0_sum, c0_0_carry;
  full_adder c0_0 (.a(addend[0]), .b(words[0]), .c(words[5]), .sum(c0_0_sum), .carry(c0_0_carry));
  wire c0_1_sum, c0_1_carry;
  full_adder c0_1 (.a(negates[0]), .b(negates[1]), .c(c0_0_sum), .sum(c0_1_sum), .carry(c0_1_carry));
  wire c1_0_sum, c1_0_carry;
  full_adder c1_0 (.a(addend[1]), .b(words[1]), .c(words[6]), .sum(c1_0_sum), .carry(c1_0_carry));
  wire c1_1_sum, c1_1_carry;
  full_adder c1_1 (.a(c0_0_carry), .b(c1_0_sum), .c(c0_1_carry), .sum(c1_1_sum), .carry(c1_1_carry));
  wire c2_0_sum, c2_0_carry;
  full_adder c2_0 (.a(addend[2]), .b(words[2]), .c(words[7]), .sum(c2_0_sum), .carry(c2_0_carry));
  wire c2_1_sum, c2_1_carry;
  full_adder c2_1 (.a(c1_0_carry), .b(c2_0_sum), .c(c1_1_carry), .sum(c2_1_sum), .carry(c2_1_carry));
  wire c3_0_sum, c3_0_carry;
  full_adder c3_0 (.a(addend[3]), .b(words[3]), .c(words[8]), .sum(c3_0_sum), .carry(c3_0_carry));
  wire c3_1_sum, c3_1_carry;
  full_adder c3_1 (.a(c2_0_carry), .b(c3_0_sum), .c(c2_1_carry), .sum(c3_1_sum), .carry(c3_1_carry));
  wire c4_0_sum, c4_0_carry;
  full_adder c4_0 (.a(addend[4]), .b(words[4]), .c(words[9]), .sum(c4_0_sum), .carry(c4_0_carry));
  wire c4_1_sum, c4_1_carry;
  full_adder c4_1 (.a(c3_0_carry), .b(c4_0_sum), .c(c3_1_carry), .sum(c4_1_sum), .carry(c4_1_carry));
  wire c5_0_sum, c5_0_carry;
  full_adder c5_0 (.a(addend[5]), .b(c4_0_carry), .c(c4_1_carry), .sum(c5_0_sum), .carry(c5_0_carry));
  assign sum = {~(addend[6] ^ c5_0_carry ^ c5_0_sum), ~c5_0_sum, c4_1_sum, c3_1_sum, c2_1_sum, c1_1_sum, c0_1_sum};
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// One output: 2 fetches, reduction, 7-bit accumulator, 2 partial sums.
`default_nettype none

module lane_l2_fetch_u2_w4_acc7_ct_p00_store2_gated (
  input  wire        clk,          // rising edge
  input  wire [35:0] entries,      // what all L groups offer, group 0 lowest
  input  wire  [7:0] keys,         // keys of the lane: L groups of b bits, group 0 lowest
  input  wire        enable,       // the lane's output exists
  input  wire        first,        // the step begins a sum
  input  wire        output_tile,  // output tile of the step at the accumulator
  input  wire        accumulate,   // the accumulator takes a step
  input  wire        emit,         // that step finishes a sum
  output wire  [6:0] result        // the finished sum
);
  genvar i;
  reg [6:0] result_q;
  reg [6:0] partial_sums [0:1];
  wire [9:0] fetch_word;
  wire [1:0] fetch_negate;
  wire [6:0] partial_sums_read = partial_sums[output_tile];
  wire not_first = ~first;
  wire [6:0] running_sum = partial_sums_read & {7{not_first}};
  wire [6:0] reduce_sum;

  generate
    for (i = 0; i < 2; i = i + 1) begin : fetch
      fetch_u2_w4_gated u (
        .entries(entries[i*18 +: 18]),
        .key(keys[i*4 +: 4]),
        .enable(enable),
        .word(fetch_word[i*5 +: 5]),
        .negate(fetch_negate[i])
      );
    end
  endgenerate

  reduce_l2_w5_b16_neg_acc7_ct reduce (
    .words(fetch_word),
    .negates(fetch_negate),
    .addend(running_sum),
    .sum(reduce_sum)
  );
  assign result = result_q;

  always @(posedge clk) if (emit) begin
    result_q <= reduce_sum;
  end

  always @(posedge clk)
    if (accumulate) partial_sums[output_tile] <= reduce_sum;
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
`default_nettype none

module ternary_lut_int4_u2_l2_k2_register_n6_m3_fixed_ts_ct_p00 (
  input  wire        clk,        // rising edge
  input  wire        rst,        // synchronous, active high
  input  wire        act_valid,  // a beat of activations is offered
  input  wire [15:0] act_data,   // one tile of activations: L groups of u elements of w bits, element 0 lowest
  input  wire        key_valid,  // a beat of keys is offered
  input  wire [15:0] key_data,   // keys of one step: K lanes of L groups of b bits, lane 0 and group 0 lowest
  input  wire        out_ready,  // the beat of results is taken
  output wire        act_ready,  // the beat of activations is taken
  output wire        key_ready,  // the beat of keys is taken
  output wire        out_valid,  // a beat of results is offered
  output wire [13:0] out_data,   // K finished sums of the accumulator's width, lane 0 lowest
  output wire        out_last    // the last beat of a product
);
  genvar i;
  wire control_load;
  wire control_loads_last;
  wire [15:0] input_mask_activations;
  wire [35:0] group_entries;
  wire control_tile_last;
  wire group_tail_occupied;
  wire [15:0] key_mask_keys;
  wire control_accumulate;
  wire control_first;
  wire control_emit;
  wire control_output_tile;
  wire control_outputs_last;
  wire [1:0] output_mask_enable;

  control_n6_m3_t4x2_fixed_ts_p0_store_keys control (
    .clk(clk),
    .rst(rst),
    .act_valid(act_valid),
    .key_valid(key_valid),
    .out_ready(out_ready),
    .loads_last(control_loads_last),
    .act_ready(act_ready),
    .key_ready(key_ready),
    .load(control_load),
    .outputs_last(control_outputs_last),
    .tile_last(control_tile_last),
    .out_valid(out_valid),
    .out_last(out_last),
    .accumulate(control_accumulate),
    .first(control_first),
    .emit(control_emit),
    .output_tile(control_output_tile)
  );

  input_mask_t4_w4_tail2 input_mask (
    .act_data(act_data),
    .loads_last(control_loads_last),
    .activations(input_mask_activations)
  );

  generate
    for (i = 0; i < 2; i = i + 1) begin : group
      table_u2_w4_register u (
        .clk(clk),
        .load(control_load),
        .activations(input_mask_activations[i*8 +: 8]),
        .entries(group_entries[i*18 +: 18])
      );
    end
  endgenerate

  group_tail_l1 group_tail (
    .tile_last(control_tile_last),
    .occupied(group_tail_occupied)
  );

  generate
    for (i = 0; i < 2; i = i + 1) begin : key_mask
      key_mask_l2_b4_from1_bit3 u (
        .key_data(key_data[i*8 +: 8]),
        .occupied(group_tail_occupied),
        .keys(key_mask_keys[i*8 +: 8])
      );
    end
  endgenerate

  output_mask_k2_tail1 output_mask (
    .outputs_last(control_outputs_last),
    .enable(output_mask_enable)
  );

  generate
    for (i = 0; i < 2; i = i + 1) begin : lane
      lane_l2_fetch_u2_w4_acc7_ct_p00_store2_gated u (
        .clk(clk),
        .entries(group_entries),
        .keys(key_mask_keys[i*8 +: 8]),
        .enable(output_mask_enable[i]),
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
