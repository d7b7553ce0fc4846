/** Ports of an update unit, as the harness drives them; see `generators/synapse-update/rtl`. */
export const PORTS = {
  bus: { write: "cfg_write", address: "cfg_address", writeData: "cfg_write_data", readData: "cfg_read_data" },
  start: "start",
  apply: "apply",
  cancel: "cancel",
  busy: "busy",
  done: "done",
  x: { valid: "x_valid", ready: "x_ready", data: "x_data" },
  delta: { valid: "delta_valid", ready: "delta_ready", data: "delta_data" },
  read: {
    request: "read_request",
    valid: "read_valid",
    row: "read_row",
    batch: "read_batch",
    plus: "read_plus",
    minus: "read_minus",
  },
  rows: "row_lines",
} as const;

/** `width` bits of each number, side by side, the first lowest; missing ones are filled with `padding`. */
export function packNumbers(
  values: readonly number[],
  width: number,
  fields: number,
  padding: () => number = () => 0,
): Uint8Array {
  const bits = new Uint8Array(width * fields);
  for (let field = 0; field < fields; field++) {
    const value = values[field];
    for (let bit = 0; bit < width; bit++)
      bits[field * width + bit] = value === undefined ? padding() : Math.floor(value / 2 ** bit) & 1;
  }
  return bits;
}
