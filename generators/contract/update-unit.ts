import type { UnitShape } from "./unit-shape.ts";
import type {
  LineKind,
  RegisterField,
  SlotListener,
  UnitRegisters,
  UpdateInput,
  UpdateOperation,
} from "./update-operation.ts";

/** What is known of an update unit besides its circuit: for verification, training and cost. */
export interface UpdateUnit {
  readonly shape: UnitShape;
  /** Name or path of the device that it drives. */
  readonly device: string;
  /** The registers that it has. */
  readonly fields: readonly RegisterField[];
  readonly resetRegisters: UnitRegisters;
  /** The column lines that it has, in the order of its ports. */
  readonly lines: readonly LineKind[];
  /** A model of the unit from its definition, in the state after reset. */
  golden(): { operate(input: UpdateInput, hear?: SlotListener): UpdateOperation };
}
