import type { Fault } from "../../src/core/errors.ts";
import type { Parameter, ParameterValues } from "../../src/core/parameters.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { Component, TopInstance } from "./component.ts";
import type { Dependencies } from "./dependencies.ts";
import type { FloatArithmetic } from "./float-arithmetic.ts";
import type { MatrixProduct } from "./matrix-product.ts";
import type { TileShape } from "./tile-shape.ts";
import type { UpdateUnit } from "./update-unit.ts";

interface CommonGenerator {
  readonly name: string;
  /** One sentence for `tritforge list`. */
  readonly summary: string;
  /** The parameters: the one source for validation, help and axes. */
  readonly schema: readonly Parameter[];
  /** Combinations that single ranges cannot exclude; empty if all is well. Paths are parameter names. */
  conflicts(values: ParameterValues): readonly Fault[];
  /** The circuit. Same values, same tree. */
  elaborate(values: ParameterValues): Module;
  /** The modules of `elaborate(values)` with their multiplicities, without building the whole tree. */
  components(values: ParameterValues): readonly Component[];
  /** How the components at the top are connected, drivers before readers; the top itself holds wires only. */
  top(values: ParameterValues): readonly TopInstance[];
}

/** Cores multiply activations by ternary weights, a tile each step. */
export interface CoreGenerator extends CommonGenerator {
  readonly kind: "core";
  /** @param part only those of one part; a generator may give all */
  components(values: ParameterValues, part?: string): readonly Component[];
  /** @param part only that of one part; a generator may give all */
  top(values: ParameterValues, part?: string): readonly TopInstance[];
  tile(values: ParameterValues): TileShape;
  /** How a product travels through the streams, and what must come out; from the mathematics, not from the circuit. */
  product(values: ParameterValues): MatrixProduct;
  /** What sums round to, and in which order; undefined where they are exact, as those of integers. */
  arithmetic(values: ParameterValues): FloatArithmetic | undefined;
  /** What its parts depend on; without it, a sweep works out each design by itself, some fifty times slower. */
  readonly dependencies?: Dependencies;
}

/** Update units turn two vectors into pulses on an array of synapse devices. */
export interface UpdateUnitGenerator extends CommonGenerator {
  readonly kind: "update-unit";
  /** The unit as data: ports, registers, schedule, and the pulses that must come out. */
  unit(values: ParameterValues): UpdateUnit;
}

/** A family of circuits with parameters. `registry.ts` lists them; CONTRIBUTING.md shows how to add one. */
export type Generator = CoreGenerator | UpdateUnitGenerator;
