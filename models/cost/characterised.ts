/**
 * Modules measured by synthesis: what `tritforge characterise` writes and the fidelity `characterised` reads. One entry per
 * component key; a table belongs to one technology, tool and recipe.
 */
export interface CharacterisedTable {
  readonly schemaVersion: 1;
  readonly technology: string;
  /** SHA-256 of the Liberty file the technology came from. */
  readonly librarySha256: string;
  readonly tool: string;
  readonly recipe: number;
  /** Of what was measured (src/characterise/fingerprint.ts); absent in older tables. */
  readonly fingerprint?: string;
  /** Component key → what synthesis found. */
  readonly modules: Readonly<Record<string, CharacterisedModule>>;
  /** `component key|activity key` → energy. */
  readonly energies: Readonly<Record<string, CharacterisedEnergy>>;
}

export interface CharacterisedModule {
  /** Own logic, children not counted [µm²]. */
  readonly areaUm2: number;
  readonly leakageNw: number;
  /** Longest own path by static timing analysis of the mapped netlist [ps], ports loaded and driven as `fo4` says. */
  readonly delayPs: number;
  readonly flipFlops: number;
  /**
   * Input port → pins that the mapped module loads its bits with, bit 0 first, again from the first where they end; absent in
   * older tables.
   */
  readonly pins?: Readonly<Record<string, readonly number[]>>;
}

/** Own energy of one instance in one cycle [fJ]: switching, internal, clock; in steps that load a tile and in others. */
export interface CharacterisedEnergy {
  readonly load: readonly [switching: number, internal: number, clock: number];
  readonly hold: readonly [switching: number, internal: number, clock: number];
}
