import { tableAt } from "../../../models/technology/lookup.ts";
import type { InternalEnergy } from "../../../models/technology/tables.ts";
import type { Technology, TechnologyCell, TechnologyPin } from "../../../models/technology/technology.ts";
import { CheckError } from "../../core/errors.ts";

/** One input that makes a pin switch: of an input pin, the pin itself. */
export interface EnergyCause {
  readonly pin: number;
  readonly name: string;
  readonly table: InternalEnergy;
  /** The pin rises when the cause falls. */
  readonly isInverting: boolean;
  /** Of a clock gate's clock pin: whether the tick gets through. */
  readonly state?: InternalEnergy["state"];
}

/** A pin whose technology file tells its capacitance for the rising edge, the one that takes charge from the supply [fF]. */
interface EdgePin extends TechnologyPin {
  readonly riseCapacitanceFf?: number;
}

/** What power needs of a cell, worked out once. */
export interface CellEnergies {
  readonly leakageNw: number;
  /** Pins with internal energy. */
  readonly pins: readonly { readonly pin: number; readonly name: string; readonly causes: readonly EnergyCause[] }[];
  /** Input pins with their capacitance [fF]. */
  readonly inputs: readonly { readonly pin: number; readonly capacitanceFf: number }[];
}

/** Looks up the energies of a technology's cells. */
export class EnergyLibrary {
  readonly #technology: Technology;
  readonly #cells = new Map<TechnologyCell, CellEnergies>();

  constructor(technology: Technology) {
    this.#technology = technology;
  }

  /** @throws {CheckError} naming a cell without energy tables, leakage or capacitance */
  of(cell: TechnologyCell): CellEnergies {
    const known = this.#cells.get(cell) ?? this.#read(cell);
    this.#cells.set(cell, known);
    return known;
  }

  /** Mean energy of a rising and a falling transition [fJ], for the slews of the cause's rising and falling edges [ps]. */
  meanFj({ table, isInverting }: EnergyCause, slewsPs: readonly [number, number], loadFf: number): number {
    const { tables } = this.#technology;
    const [rise, fall] = isInverting ? [slewsPs[1], slewsPs[0]] : slewsPs;
    return (tableAt(tables, table.rise, rise, loadFf) + tableAt(tables, table.fall, fall, loadFf)) / 2;
  }

  #read({ name: cell, pins, leakageNw, kind }: TechnologyCell): CellEnergies {
    const { name: technology, tables } = this.#technology;
    const own = tables.cells[cell] ?? (kind === "tie" ? { arcs: [], energy: [] } : undefined);
    if (own === undefined) throw new CheckError(`${technology} has no energy tables of cell ${cell}`);
    if (leakageNw === undefined) throw new CheckError(`${technology} states no leakage of cell ${cell}`);
    const index = (wanted: string): number => {
      const found = pins.findIndex(({ name }) => name === wanted);
      if (found < 0) throw new CheckError(`cell ${cell} has no pin ${wanted}`);
      return found;
    };
    const causesOf = (name: string): readonly EnergyCause[] =>
      own.energy
        .filter(({ pin }) => pin === name)
        .map((table): EnergyCause => {
          const from = table.from ?? name;
          const isInverting = own.arcs.some((arc) => arc.from === from && arc.to === name && arc.sense === "negative");
          const cause = { pin: index(from), name: from, table, isInverting };
          return table.state === undefined ? cause : { ...cause, state: table.state };
        });
    return {
      leakageNw,
      pins: [...new Set(own.energy.map(({ pin }) => pin))].map((name) => ({
        pin: index(name),
        name,
        causes: causesOf(name),
      })),
      inputs: pins.flatMap((each: EdgePin, pin) => {
        if (each.direction !== "input") return [];
        const capacitanceFf = each.riseCapacitanceFf ?? each.capacitanceFf;
        if (capacitanceFf === undefined) throw new CheckError(`pin ${each.name} of cell ${cell} has no capacitance`);
        return [{ pin, capacitanceFf }];
      }),
    };
  }
}
