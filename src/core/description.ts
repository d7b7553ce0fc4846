declare const DESCRIBED: unique symbol;

/** Marks the optional ones; JSON and validators do not see symbols. */
const OPTIONAL = Symbol("optional");

/**
 * A JSON Schema that the compiler knows the type of: `T` is what it describes. Nothing of it but the schema is there when the
 * program runs. (`typebox` does the same and more; to load it took a quarter of the time that a command takes to start.)
 */
export interface Description<T> {
  readonly [keyword: string]: unknown;
  readonly [DESCRIBED]?: T;
}

/** The description of a value that an object may lack. */
export interface OptionalDescription<T> extends Description<T> {
  readonly [OPTIONAL]: true;
}

/** The descriptions of an object's values by their keys. */
export type Properties = Readonly<Record<string, Description<unknown>>>;

/** The type of what a description describes, all of it read-only. */
export type Described<D extends Description<unknown>> = Frozen<TypeOf<D>>;

/** The type of what a description describes. */
export type TypeOf<D extends Description<unknown>> = D extends Description<infer T> ? T : never;

/** The type of an object with these values. */
export type ObjectOf<P extends Properties> = Flat<
  { [Key in keyof P as P[Key] extends OptionalDescription<unknown> ? never : Key]: TypeOf<P[Key]> } & {
    [Key in keyof P as P[Key] extends OptionalDescription<unknown> ? Key : never]?: TypeOf<P[Key]>;
  }
>;

/** The description of an object, with those of its values. */
export interface ObjectDescription<P extends Properties> extends Description<ObjectOf<P>> {
  readonly properties: P;
}

type Flat<T> = { [Key in keyof T]: T[Key] };

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;

/** The schema as a description of `T`, which the caller vouches for. */
export function described<T>(schema: Readonly<Record<string, unknown>>): Description<T> {
  return schema;
}

/** An object may lack what is described so. */
export function optional<T>(description: Description<T>): OptionalDescription<T> {
  return { ...description, [OPTIONAL]: true };
}

/** An object with these keys, of which only the optional ones may be missing, and no others. */
export function objectOf<P extends Properties>(properties: P, expected: string): ObjectDescription<P> {
  const required = Object.entries(properties).flatMap(([key, value]) => (OPTIONAL in value ? [] : [key]));
  return { type: "object", required, properties, additionalProperties: false, expected };
}
