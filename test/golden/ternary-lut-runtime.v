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
// Controller: N up to 9, M up to 4, output-stationary,
// 3 inputs x 2 outputs per step.
`default_nettype none

module control_n9_m4_t3x2_runtime_os_p2 (
  input  wire       clk,            // rising edge
  input  wire       rst,            // synchronous, active high
  input  wire       act_valid,      // a beat of activations is offered
  input  wire       key_valid,      // a beat of keys is offered
  input  wire       out_ready,      // the beat of results is taken
  input  wire       shape_valid,    // the shape of a product is offered
  input  wire [3:0] shape_inputs,   // inputs of the product: bits of N
  input  wire [2:0] shape_outputs,  // outputs of the product: bits of M
  output wire [3:0] inputs_left,    // inputs of the pass that are still to be loaded: bits of N
  output wire [2:0] outputs_left,   // outputs of the product that are still to come: bits of M
  output wire       shape_ready,    // the shape is taken, if there is one
  output wire       act_ready,      // the beat of activations is taken, if there is one
  output wire       key_ready,      // the beat of keys is taken, if there is one
  output wire       load,           // a tile of activations is taken from the stream
  output wire       step,           // a beat of keys is taken: a step begins
  output wire       advance,        // the pipeline moves on
  output wire       out_valid,      // a beat of results is offered
  output wire       out_last,       // it is the last of the product
  output wire       accumulate,     // the accumulator takes a step
  output wire       first           // the step at the accumulator begins a sum
);
  reg busy_q;
  reg loading_q;
  reg [3:0] inputs_left_q;
  reg first_load_q;
  reg [2:0] outputs_left_q;
  reg out_valid_q;
  reg tile_valid_q;
  reg tile_first_q;
  reg tile_last_q;
  reg [2:0] pass_outputs_left_q;
  reg [3:0] inputs_q;
  reg stage1_valid_q;
  reg stage1_first_q;
  reg stage1_emit_q;
  reg stage1_last_q;
  reg stage2_valid_q;
  reg stage2_first_q;
  reg stage2_emit_q;
  reg stage2_last_q;
  reg out_last_q;
  assign advance = ~out_valid_q | out_ready;
  assign key_ready = tile_valid_q & advance;
  assign step = key_valid & key_ready;
  wire outputs_last = ~(3'd2 < outputs_left_q);
  wire product_done = step & tile_last_q & outputs_last;
  assign shape_ready = ~busy_q | product_done;
  assign act_ready = (~tile_valid_q | step) & loading_q;
  assign load = act_valid & act_ready;
  assign accumulate = stage2_valid_q & advance;
  wire accept = shape_valid & shape_ready;
  wire loads_last = ~(4'd3 < inputs_left_q);
  wire pass_loaded = load & loads_last;
  wire accept_or_load = accept | load;
  assign inputs_left = inputs_left_q;
  assign outputs_left = outputs_left_q;
  assign out_valid = out_valid_q;
  assign out_last = out_last_q;
  assign first = stage2_first_q;

  always @(posedge clk)
    if (rst) begin
      busy_q <= 1'd0;
      loading_q <= 1'd0;
      tile_valid_q <= 1'd0;
    end
    else begin
      busy_q <= accept | (busy_q & ~product_done);
      loading_q <= accept | (loading_q & ~(pass_loaded & ~(3'd2 < pass_outputs_left_q)));
      tile_valid_q <= load | (tile_valid_q & ~step);
    end

  always @(posedge clk) if (accept_or_load) begin
    inputs_left_q <= accept ? shape_inputs : (loads_last ? inputs_q : (inputs_left_q - 4'd3));
    first_load_q <= accept | loads_last;
  end

  always @(posedge clk) if (accept | (step & tile_last_q)) begin
    outputs_left_q <= accept ? shape_outputs : (outputs_left_q - 3'd2);
  end

  always @(posedge clk)
    if (rst) begin
      out_valid_q <= 1'd0;
      stage1_valid_q <= 1'd0;
      stage2_valid_q <= 1'd0;
    end
    else if (advance) begin
      out_valid_q <= stage2_valid_q & stage2_emit_q;
      stage1_valid_q <= step;
      stage2_valid_q <= stage1_valid_q;
    end

  always @(posedge clk) if (load) begin
    tile_first_q <= first_load_q;
    tile_last_q <= loads_last;
  end

  always @(posedge clk) if (accept | pass_loaded) begin
    pass_outputs_left_q <= accept ? shape_outputs : (pass_outputs_left_q - 3'd2);
  end

  always @(posedge clk) if (accept) begin
    inputs_q <= shape_inputs;
  end

  always @(posedge clk) if (advance) begin
    stage1_first_q <= tile_first_q;
    stage1_emit_q <= tile_last_q;
    stage1_last_q <= tile_last_q & outputs_last;
    stage2_first_q <= stage1_first_q;
    stage2_emit_q <= stage1_emit_q;
    stage2_last_q <= stage1_last_q;
    out_last_q <= stage2_last_q;
  end
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Zeroes the activations beyond the last input of the product.
`default_nettype none

module input_mask_t3_w8_count4 (
  input  wire [23:0] act_data,     // one tile of activations, element 0 lowest
  input  wire  [3:0] inputs_left,  // inputs that are still to be loaded
  output wire [23:0] activations   // the same, zero beyond the last input
);
  wire inputs_left_2_or_inputs_left_3 = inputs_left[2] | inputs_left[3];
  wire inputs_left_above_0 = inputs_left_2_or_inputs_left_3 | inputs_left[1] | inputs_left[0];
  wire inputs_left_above_1 = inputs_left_2_or_inputs_left_3 | inputs_left[1];
  wire inputs_left_above_2 = inputs_left_2_or_inputs_left_3 | (inputs_left[1] & inputs_left[0]);
  assign activations = {
      (act_data[23:16] & {8{inputs_left_above_2}}), (act_data[15:8] & {8{inputs_left_above_1}}),
      (act_data[7:0] & {8{inputs_left_above_0}})
    };
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Entries of a table of 3 activations: the sums of c_i * x_i for all coefficient
// groups (c_i = -1, 0, 1) of balanced-ternary value 1 and above; entry v stands for sum c_i * 3^i = v.
`default_nettype none

module build_u3_w8 (
  input  wire  [23:0] activations,  // the group: u activations of w bits, activation 0 lowest
  output reg  [117:0] entries       // all E = (3^u - 1)/2 entries, entry 1 lowest, each of w + ceil(log2 of its terms) bits
);
  wire [8:0] entry2 = {activations[15], activations[15:8]} - {activations[7], activations[7:0]};
  wire [8:0] entry4 = {activations[15], activations[15:8]} + {activations[7], activations[7:0]};
  wire [8:0] entry6 = {activations[23], activations[23:16]} - {activations[15], activations[15:8]};
  wire [9:0] entry5 = {entry6[8], entry6} - {{2{activations[7]}}, activations[7:0]};
  wire [9:0] entry7 = {entry6[8], entry6} + {{2{activations[7]}}, activations[7:0]};
  wire [8:0] entry8 = {activations[23], activations[23:16]} - {activations[7], activations[7:0]};
  wire [8:0] entry10 = {activations[23], activations[23:16]} + {activations[7], activations[7:0]};
  wire [8:0] entry12 = {activations[23], activations[23:16]} + {activations[15], activations[15:8]};
  wire [9:0] entry11 = {entry12[8], entry12} - {{2{activations[7]}}, activations[7:0]};
  wire [9:0] entry13 = {entry12[8], entry12} + {{2{activations[7]}}, activations[7:0]};
  always @* entries = {
      entry13, entry12, entry11, entry10, activations[23:16], entry8, entry7, entry6, entry5, entry4,
      activations[15:8], entry2, activations[7:0]
    };
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Table of one group, built from held activations.
`default_nettype none

module table_u3_w8_combinational (
  input  wire         clk,          // rising edge
  input  wire         load,         // the group is taken
  input  wire  [23:0] activations,  // the group: u activations of w bits, activation 0 lowest
  output wire [117:0] entries       // all E = (3^u - 1)/2 entries, entry 1 lowest, each of w + ceil(log2 of its terms) bits
);
  reg [23:0] activations_q;

  build_u3_w8 build (
    .activations(activations_q),
    .entries(entries)
  );

  always @(posedge clk) if (load) begin
    activations_q <= activations;
  end
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Silences the lanes beyond the last output of the product.
`default_nettype none

module output_mask_k2_count3 (
  input  wire [2:0] outputs_left,  // outputs that are still to come
  output wire [1:0] enable         // the lane's output exists, lane 0 lowest
);
  wire outputs_left_above_0 = outputs_left[2] | outputs_left[1] | outputs_left[0];
  wire outputs_left_above_1 = outputs_left[2] | outputs_left[1];
  assign enable = {outputs_left_above_1, outputs_left_above_0};
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// One read of a table of 13 entries: key = {negative, index}, index 0 reads zero.
`default_nettype none

module fetch_u3_w8_gated (
  input  wire [117:0] entries,  // the table: E entries, entry 1 lowest
  input  wire   [4:0] key,      // sign on top, index below: 1 + ceil(log2(E + 1)) bits
  input  wire         enable,   // the fetch is used; else it reads zero
  output wire   [9:0] word,     // the entry, or its complement: offset binary, w + ceil(log2 u) bits
  output wire         negate    // a 1 still to be added: the key is negative
);
  wire not_key_3_and_enable = ~key[3] & enable;
  wire not_key_2 = ~key[2];
  wire enabled_key_3_2_is_0 = not_key_3_and_enable & not_key_2;
  wire not_key_1 = ~key[1];
  wire key_1_0_is_1 = not_key_1 & key[0];
  wire hit1 = enabled_key_3_2_is_0 & key_1_0_is_1;
  wire not_key_0 = ~key[0];
  wire key_1_0_is_2 = key[1] & not_key_0;
  wire hit2 = enabled_key_3_2_is_0 & key_1_0_is_2;
  wire key_1_0_is_3 = key[1] & key[0];
  wire hit3 = enabled_key_3_2_is_0 & key_1_0_is_3;
  wire enabled_key_3_2_is_1 = not_key_3_and_enable & key[2];
  wire key_1_0_is_0 = not_key_1 & not_key_0;
  wire hit4 = enabled_key_3_2_is_1 & key_1_0_is_0;
  wire hit5 = enabled_key_3_2_is_1 & key_1_0_is_1;
  wire hit6 = enabled_key_3_2_is_1 & key_1_0_is_2;
  wire hit7 = enabled_key_3_2_is_1 & key_1_0_is_3;
  wire key_3_and_enable = key[3] & enable;
  wire enabled_key_3_2_is_2 = key_3_and_enable & not_key_2;
  wire hit8 = enabled_key_3_2_is_2 & key_1_0_is_0;
  wire hit9 = enabled_key_3_2_is_2 & key_1_0_is_1;
  wire hit10 = enabled_key_3_2_is_2 & key_1_0_is_2;
  wire hit11 = enabled_key_3_2_is_2 & key_1_0_is_3;
  wire enabled_key_3_2_is_3 = key_3_and_enable & key[2];
  wire hit12 = enabled_key_3_2_is_3 & key_1_0_is_0;
  wire hit13 = enabled_key_3_2_is_3 & key_1_0_is_1;
  wire [9:0] entry =
      ({10{hit1}} & {{2{entries[7]}}, entries[7:0]}) |
      ({10{hit2}} & {entries[16], entries[16:8]}) |
      ({10{hit3}} & {{2{entries[24]}}, entries[24:17]}) |
      ({10{hit4}} & {entries[33], entries[33:25]}) |
      ({10{hit5}} & entries[43:34]) |
      ({10{hit6}} & {entries[52], entries[52:44]}) |
      ({10{hit7}} & entries[62:53]) |
      ({10{hit8}} & {entries[71], entries[71:63]}) |
      ({10{hit9}} & {{2{entries[79]}}, entries[79:72]}) |
      ({10{hit10}} & {entries[88], entries[88:80]}) |
      ({10{hit11}} & entries[98:89]) |
      ({10{hit12}} & {entries[107], entries[107:99]}) |
      ({10{hit13}} & entries[117:108]);
  assign negate = key[4] & enable;
  assign word = entry ^ {~negate, {9{negate}}};
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// Adds 1 offset-binary words, the carries of the negated ones.
`default_nettype none

module reduce_l1_w10_b384_neg_sum10_at (
  input  wire [9:0] words,    // what all groups read: L words, offset binary, group 0 lowest
  input  wire       negates,  // a 1 still to be added, for each negated word
  output reg  [9:0] sum       // words, 1s and running sum added up
);
  wire last_c0_0_sum, last_c0_0_carry;
  half_adder last_c0_0 (.a(words[0]), .b(negates), .sum(last_c0_0_sum), .carry(last_c0_0_carry));
  wire last_c1_0_sum, last_c1_0_carry;
  half_adder last_c1_0 (.a(words[1]), .b(last_c0_0_carry), .sum(last_c1_0_sum), .carry(last_c1_0_carry));
  wire last_c2_0_sum, last_c2_0_carry;
  half_adder last_c2_0 (.a(words[2]), .b(last_c1_0_carry), .sum(last_c2_0_sum), .carry(last_c2_0_carry));
  wire last_c3_0_sum, last_c3_0_carry;
  half_adder last_c3_0 (.a(words[3]), .b(last_c2_0_carry), .sum(last_c3_0_sum), .carry(last_c3_0_carry));
  wire last_c4_0_sum, last_c4_0_carry;
  half_adder last_c4_0 (.a(words[4]), .b(last_c3_0_carry), .sum(last_c4_0_sum), .carry(last_c4_0_carry));
  wire last_c5_0_sum, last_c5_0_carry;
  half_adder last_c5_0 (.a(words[5]), .b(last_c4_0_carry), .sum(last_c5_0_sum), .carry(last_c5_0_carry));
  wire last_c6_0_sum, last_c6_0_carry;
  half_adder last_c6_0 (.a(words[6]), .b(last_c5_0_carry), .sum(last_c6_0_sum), .carry(last_c6_0_carry));
  wire last_c7_0_sum, last_c7_0_carry;
  half_adder last_c7_0 (.a(words[7]), .b(last_c6_0_carry), .sum(last_c7_0_sum), .carry(last_c7_0_carry));
  wire last_c8_0_sum, last_c8_0_carry;
  half_adder last_c8_0 (.a(words[8]), .b(last_c7_0_carry), .sum(last_c8_0_sum), .carry(last_c8_0_carry));
  always @* sum = {
      (~words[9] ^ last_c8_0_carry), last_c8_0_sum, last_c7_0_sum, last_c6_0_sum, last_c5_0_sum, last_c4_0_sum,
      last_c3_0_sum, last_c2_0_sum, last_c1_0_sum, last_c0_0_sum
    };
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
// One output: 1 fetches, reduction, 12-bit accumulator.
`default_nettype none

module lane_l1_fetch_u3_w8_acc12_at_p11_gated (
  input  wire         clk,         // rising edge
  input  wire [117:0] entries,     // what all L groups offer, group 0 lowest
  input  wire   [4:0] keys,        // keys of the lane: L groups of b bits, group 0 lowest
  input  wire         enable,      // the lane's output exists
  input  wire         step,        // a step begins
  input  wire         advance,     // the pipeline moves on
  input  wire         first,       // the step begins a sum
  input  wire         accumulate,  // the accumulator takes a step
  output wire  [11:0] result       // the finished sum
);
  reg [9:0] words_q;
  reg negates_q;
  reg [11:0] result_q;
  reg [9:0] sum_q;
  wire not_first = ~first;
  wire [11:0] running_sum = result_q & {12{not_first}};
  wire acc_c0_0_sum, acc_c0_0_carry;
  half_adder acc_c0_0 (.a(running_sum[0]), .b(sum_q[0]), .sum(acc_c0_0_sum), .carry(acc_c0_0_carry));
  wire acc_c1_0_sum, acc_c1_0_carry;
  full_adder acc_c1_0 (.a(running_sum[1]), .b(sum_q[1]), .c(acc_c0_0_carry), .sum(acc_c1_0_sum), .carry(acc_c1_0_carry));
  wire acc_c2_0_sum, acc_c2_0_carry;
  full_adder acc_c2_0 (.a(running_sum[2]), .b(sum_q[2]), .c(acc_c1_0_carry), .sum(acc_c2_0_sum), .carry(acc_c2_0_carry));
  wire acc_c3_0_sum, acc_c3_0_carry;
  full_adder acc_c3_0 (.a(running_sum[3]), .b(sum_q[3]), .c(acc_c2_0_carry), .sum(acc_c3_0_sum), .carry(acc_c3_0_carry));
  wire acc_c4_0_sum, acc_c4_0_carry;
  full_adder acc_c4_0 (.a(running_sum[4]), .b(sum_q[4]), .c(acc_c3_0_carry), .sum(acc_c4_0_sum), .carry(acc_c4_0_carry));
  wire acc_c5_0_sum, acc_c5_0_carry;
  full_adder acc_c5_0 (.a(running_sum[5]), .b(sum_q[5]), .c(acc_c4_0_carry), .sum(acc_c5_0_sum), .carry(acc_c5_0_carry));
  wire acc_c6_0_sum, acc_c6_0_carry;
  full_adder acc_c6_0 (.a(running_sum[6]), .b(sum_q[6]), .c(acc_c5_0_carry), .sum(acc_c6_0_sum), .carry(acc_c6_0_carry));
  wire acc_c7_0_sum, acc_c7_0_carry;
  full_adder acc_c7_0 (.a(running_sum[7]), .b(sum_q[7]), .c(acc_c6_0_carry), .sum(acc_c7_0_sum), .carry(acc_c7_0_carry));
  wire acc_c8_0_sum, acc_c8_0_carry;
  full_adder acc_c8_0 (.a(running_sum[8]), .b(sum_q[8]), .c(acc_c7_0_carry), .sum(acc_c8_0_sum), .carry(acc_c8_0_carry));
  wire acc_c9_0_sum, acc_c9_0_carry;
  full_adder acc_c9_0 (.a(running_sum[9]), .b(sum_q[9]), .c(acc_c8_0_carry), .sum(acc_c9_0_sum), .carry(acc_c9_0_carry));
  wire acc_c10_0_sum, acc_c10_0_carry;
  full_adder acc_c10_0 (.a(running_sum[10]), .b(sum_q[9]), .c(acc_c9_0_carry), .sum(acc_c10_0_sum), .carry(acc_c10_0_carry));
  wire [9:0] fetch_word;
  wire fetch_negate;
  wire [9:0] reduce_sum;

  fetch_u3_w8_gated fetch (
    .entries(entries),
    .key(keys),
    .enable(enable),
    .word(fetch_word),
    .negate(fetch_negate)
  );

  reduce_l1_w10_b384_neg_sum10_at reduce (
    .words(words_q),
    .negates(negates_q),
    .sum(reduce_sum)
  );
  assign result = result_q;

  always @(posedge clk) if (step) begin
    words_q <= fetch_word;
    negates_q <= fetch_negate;
  end

  always @(posedge clk) if (accumulate) begin
    result_q <= {
      (running_sum[11] ^ sum_q[9] ^ acc_c10_0_carry), acc_c10_0_sum, acc_c9_0_sum, acc_c8_0_sum, acc_c7_0_sum,
      acc_c6_0_sum, acc_c5_0_sum, acc_c4_0_sum, acc_c3_0_sum, acc_c2_0_sum, acc_c1_0_sum, acc_c0_0_sum
    };
  end

  always @(posedge clk) if (advance) begin
    sum_q <= reduce_sum;
  end
endmodule

`default_nettype wire

// SPDX-License-Identifier: Apache-2.0
`default_nettype none

module ternary_lut_int8_u3_l1_k2_combinational_n9_m4_runtime_os_at_p11 (
  input  wire        clk,            // rising edge
  input  wire        rst,            // synchronous, active high
  input  wire        act_valid,      // a beat of activations is offered
  input  wire [23:0] act_data,       // one tile of activations: L groups of u elements of w bits, element 0 lowest
  input  wire        key_valid,      // a beat of keys is offered
  input  wire  [9:0] key_data,       // keys of one step: K lanes of L groups of b bits, lane 0 and group 0 lowest
  input  wire        out_ready,      // the beat of results is taken
  input  wire        shape_valid,    // the shape of a product is offered
  input  wire  [3:0] shape_inputs,   // inputs of the product, 1 to N: bits of N
  input  wire  [2:0] shape_outputs,  // outputs of the product, 1 to M: bits of M
  output wire        act_ready,      // the beat of activations is taken
  output wire        key_ready,      // the beat of keys is taken
  output wire        shape_ready,    // the shape is taken
  output wire        out_valid,      // a beat of results is offered
  output wire [23:0] out_data,       // K finished sums of the accumulator's width, lane 0 lowest
  output wire        out_last        // the last beat of a product
);
  genvar i;
  wire control_load;
  wire [3:0] control_inputs_left;
  wire [23:0] input_mask_activations;
  wire [117:0] group_entries;
  wire control_step;
  wire control_advance;
  wire control_accumulate;
  wire control_first;
  wire [2:0] control_outputs_left;
  wire [1:0] output_mask_enable;

  control_n9_m4_t3x2_runtime_os_p2 control (
    .clk(clk),
    .rst(rst),
    .act_valid(act_valid),
    .key_valid(key_valid),
    .out_ready(out_ready),
    .shape_valid(shape_valid),
    .shape_inputs(shape_inputs),
    .shape_outputs(shape_outputs),
    .inputs_left(control_inputs_left),
    .outputs_left(control_outputs_left),
    .shape_ready(shape_ready),
    .act_ready(act_ready),
    .key_ready(key_ready),
    .load(control_load),
    .step(control_step),
    .advance(control_advance),
    .out_valid(out_valid),
    .out_last(out_last),
    .accumulate(control_accumulate),
    .first(control_first)
  );

  input_mask_t3_w8_count4 input_mask (
    .act_data(act_data),
    .inputs_left(control_inputs_left),
    .activations(input_mask_activations)
  );

  table_u3_w8_combinational group (
    .clk(clk),
    .load(control_load),
    .activations(input_mask_activations),
    .entries(group_entries)
  );

  output_mask_k2_count3 output_mask (
    .outputs_left(control_outputs_left),
    .enable(output_mask_enable)
  );

  generate
    for (i = 0; i < 2; i = i + 1) begin : lane
      lane_l1_fetch_u3_w8_acc12_at_p11_gated u (
        .clk(clk),
        .entries(group_entries),
        .keys(key_data[i*5 +: 5]),
        .enable(output_mask_enable[i]),
        .step(control_step),
        .advance(control_advance),
        .first(control_first),
        .accumulate(control_accumulate),
        .result(out_data[i*12 +: 12])
      );
    end
  endgenerate
endmodule

`default_nettype wire
