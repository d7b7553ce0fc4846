/** What a space file says about the values of one parameter; see `Space` for what each form means. */
export type AxisValue = number | string;

/** From, from + step, … up to `to`; the step is 1 unless stated. */
export type ArithmeticRange = { readonly from: number; readonly to: number; readonly step?: number };

/** From, from·factor, … up to `to`, rounded. */
export type GeometricRange = { readonly from: number; readonly to: number; readonly factor: number };

/** Another parameter times each factor. */
export type ProductAxis = { readonly times: string; readonly factors: readonly number[] };

/** Every form but the conditional one. */
export type PlainAxis = AxisValue | readonly AxisValue[] | ArithmeticRange | GeometricRange | ProductAxis;

/** `when`: parameter → the value, or the values, that it must have. */
export interface ConditionalAxis {
  readonly when: Readonly<Record<string, AxisValue | readonly AxisValue[]>>;
  readonly values: PlainAxis;
  readonly otherwise?: PlainAxis;
}

/** What a space file says about one parameter. */
export type Axis = PlainAxis | ConditionalAxis;

/** Whether an axis is conditional. */
export function isConditional(axis: Axis): axis is ConditionalAxis {
  return typeof axis === "object" && "when" in axis;
}

/** The parameters whose value `axis` looks at, with the key that names each. */
export function dependencies(axis: Axis): readonly { readonly name: string; readonly keys: readonly string[] }[] {
  if (!isConditional(axis)) return productOf(axis, []);
  return [
    ...Object.keys(axis.when).map((name) => ({ name, keys: ["when", name] })),
    ...productOf(axis.values, ["values"]),
    ...(axis.otherwise === undefined ? [] : productOf(axis.otherwise, ["otherwise"])),
  ];
}

function productOf(axis: PlainAxis, keys: readonly string[]): readonly { name: string; keys: readonly string[] }[] {
  return typeof axis === "object" && "times" in axis ? [{ name: axis.times, keys: [...keys, "times"] }] : [];
}
