import type { TopInstance } from "../../generators/contract/index.ts";

/** An instance in so many copies. Its key is not asked for: some lanes must be built for it. */
export function withCopies(instance: TopInstance, copies: number): TopInstance {
  const { name, part, moduleName, timing, activity, build, inputs } = instance;
  return {
    name,
    moduleName,
    ...(part === undefined ? {} : { part }),
    ...(timing === undefined ? {} : { timing }),
    get key() {
      return instance.key;
    },
    activity,
    build,
    copies,
    inputs,
  };
}
