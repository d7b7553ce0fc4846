/**
 * Timing and power of the cells that synthesis uses, as a Liberty file states them, in one set of units: ps, fF, fJ, nW.
 * Tables share their axes through `axes`, so that a technology stays a small file.
 */

/**
 * Values over input slew (rows) and output load (columns); one row or column if it does not matter. Read with `tableAt`.
 * Fewer points than the library has: those that interpolation gives back within 1 % (delay) or 2 % (energy) are left out
 * (src/eda/liberty/pack.ts). A flip-flop's clock arc has the clock's slew as rows.
 */
export interface LookupTable {
  /** Index into `TechnologyTables.axes`: input slews [ps]. */
  readonly slew: number;
  /** Index into `TechnologyTables.axes`: output loads [fF], or a second slew [ps] in a setup table. */
  readonly load: number;
  /** `values[row · columns + column]`. */
  readonly values: readonly number[];
}

/**
 * From one input pin to one output pin. States (`when`) are merged by the largest value, as a timing sign-off would.
 * Arcs exist for every input that can change the output; of a flip-flop only from the clock.
 */
export interface TimingArc {
  /** An input, or another output of the cell: ASAP7's full adder makes SN from CON, and CON's load delays SN. */
  readonly from: string;
  readonly to: string;
  /** How the output follows the input; `clock` is the rising edge of a flip-flop's clock. */
  readonly sense: "positive" | "negative" | "both" | "clock";
  /** Delay from the input's edge to the output's rising or falling edge [ps]. */
  readonly rise: LookupTable;
  readonly fall: LookupTable;
  /** Transition time of the output [ps], between the thresholds that the library states. */
  readonly riseSlew: LookupTable;
  readonly fallSlew: LookupTable;
}

/** Setup time of a flip-flop's data pin, or a clock gate's enable, before the rising clock edge [ps]; rows: data slew, columns: clock slew; may be negative. */
export interface SetupTime {
  readonly pin: string;
  readonly rise: LookupTable;
  readonly fall: LookupTable;
}

/**
 * Internal energy of one transition [fJ], without that of the load: mean over the cell's states (`when`), the other pins
 * equally likely 0 and 1; rails (`related_pg_pin`) added. An output's transition counts in the states where the library
 * lists it. An input's counts 0 in states that the library does not list: there the output toggles and has the energy.
 */
export interface InternalEnergy {
  /** The pin that toggles: an input (load does not matter) or an output. */
  readonly pin: string;
  /** The pin that causes an output's transition, usually an input; absent for inputs. */
  readonly from?: string;
  /** Of a clock gate's clock pin: whether the tick gets through. */
  readonly state?: "open" | "shut";
  readonly rise: LookupTable;
  readonly fall: LookupTable;
}

export interface CellTables {
  readonly arcs: readonly TimingArc[];
  /** Only of flip-flops and clock gates. */
  readonly setup?: SetupTime;
  readonly energy: readonly InternalEnergy[];
}

export interface TechnologyTables {
  readonly axes: readonly (readonly number[])[];
  /** Cell name → its tables; every cell that synthesis or the fan-out buffers use is here. */
  readonly cells: Readonly<Record<string, CellTables>>;
  /** The smallest inverter driving four of its kind, with that same slew at its input: the pace of the library. */
  readonly fo4: { readonly delayPs: number; readonly slewPs: number; readonly loadFf: number };
}
