import type { Interval } from "./interval.ts";
import type { NumberOf, Operation } from "./operations.ts";

/** A formula, read: numbers, metrics by name, operations on them. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  /** `column`: where the name stands in the text, counted from 1. */
  | { readonly kind: "metric"; readonly name: string; readonly column: number }
  | { readonly kind: "operation"; readonly operation: Operation; readonly operands: readonly Expression[] };

/** A metric as it stands in a formula. */
export type MetricReference = Extract<Expression, { readonly kind: "metric" }>;

/** The metrics of an expression, from left to right, as often as they stand there. */
export function referencesOf(expression: Expression): readonly MetricReference[] {
  switch (expression.kind) {
    case "number":
      return [];
    case "metric":
      return [expression];
    case "operation":
      return expression.operands.flatMap(referencesOf);
  }
}

/**
 * The expression as a function. It allocates nothing when called, and does the same operations in the same order wherever
 * the numbers come from, so that it gives the same bits. @returns undefined if one of its metrics has no function
 */
export function compile<Source>(
  expression: Expression,
  numberOf: (metric: string) => NumberOf<Source> | undefined,
): NumberOf<Source> | undefined {
  switch (expression.kind) {
    case "number":
      return () => expression.value;
    case "metric":
      return numberOf(expression.name);
    case "operation": {
      const { join, operands } = expression.operation;
      const [a, b] = expression.operands.map((operand) => compile(operand, numberOf));
      if (a === undefined || (operands === 2 && b === undefined)) return undefined;
      return join(a, b ?? a);
    }
  }
}

/** Bounds of the value of an expression, wherever it has one, from bounds of its metrics. */
export function boundsOf(expression: Expression, boundsOfMetric: (metric: string) => Interval): Interval {
  switch (expression.kind) {
    case "number":
      return { lower: expression.value, upper: expression.value };
    case "metric":
      return boundsOfMetric(expression.name);
    case "operation": {
      const [a, b = a] = expression.operands.map((operand) => boundsOf(operand, boundsOfMetric));
      if (a === undefined || b === undefined) throw new Error("internal: an operation without operands");
      return expression.operation.bounds(a, b);
    }
  }
}

/** How many numbers, metrics and operations an expression holds, those of other formulas in it counted by `sizeOfMetric`. */
export function sizeOf(expression: Expression, sizeOfMetric: (metric: string) => number): number {
  switch (expression.kind) {
    case "number":
      return 1;
    case "metric":
      return sizeOfMetric(expression.name);
    case "operation":
      return expression.operands.reduce((size, operand) => size + sizeOf(operand, sizeOfMetric), 1);
  }
}
