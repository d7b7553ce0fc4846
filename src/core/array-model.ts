/** What is known of the array around the devices: its wires. */
export interface ArrayModel {
  /**
   * Capacitance of a wire [fF/µm]. Usual: 0.2, a textbook figure that hardly depends on the process, because wires scale in all directions
   * (Weste and Harris, CMOS VLSI Design: about 0.2 fF/µm).
   */
  readonly wireCapacitanceFfPerUm: number;
  /** Distance of neighbouring cells, the same in both directions [µm]. An assumption: it depends on the cell. */
  readonly cellPitchUm: number;
}

/** A textbook wire, and a cell of 0.5 µm × 0.5 µm: a transistor wide enough for programming currents at older nodes. */
export const USUAL_ARRAY: ArrayModel = { wireCapacitanceFfPerUm: 0.2, cellPitchUm: 0.5 };
