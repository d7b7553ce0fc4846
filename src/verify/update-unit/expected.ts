import type { ConductanceCodes, UnitShape, UpdateInput, UpdateOperation } from "../../../generators/contract/index.ts";
import { GoldenUnit } from "../../../generators/update-unit/index.ts";
import { operationAt } from "./operations.ts";

/** An answer to a read, and what is asked for. */
export interface ExpectedRead extends ConductanceCodes {
  readonly row: number;
  readonly batch: number;
}

/** An operation with all that must come out. */
export interface ExpectedOperation {
  /** Its number; see `operationAt`. */
  readonly index: number;
  readonly input: UpdateInput;
  readonly result: UpdateOperation;
  /** In order. */
  readonly reads: readonly ExpectedRead[];
}

/**
 * The operations with these numbers, one after the other in one unit that is not reset between them. Worked out as they
 * are asked for.
 */
export function* expectedOperations(
  shape: UnitShape,
  indices: Iterable<number>,
  seed: number,
): Generator<ExpectedOperation> {
  const golden = new GoldenUnit(shape);
  for (const index of indices) {
    const input = operationAt(shape, index, seed);
    const reads: ExpectedRead[] = [];
    const read: UpdateInput["read"] = (row, batch) => {
      const codes = input.read(row, batch);
      reads.push({ row, batch, ...codes });
      return codes;
    };
    yield { index, input, result: golden.operate({ ...input, read }), reads };
  }
}
