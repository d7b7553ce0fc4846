/** What an update unit is, beside its circuit: its size, and what it must do. */
export interface UpdateUnit {
  /** Rows of the array, 1…1024. */
  readonly rows: number;
  /** Columns of the array, 1…1024. */
  readonly columns: number;
}
