import type { CheckName } from "../../src/config/names.ts";

/** Takes every name, for tests of files without any. */
export const anyName: CheckName = () => undefined;
