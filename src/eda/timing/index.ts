/** Static timing analysis of mapped netlists. A file each for cells, order, constants, loads, arrivals and the path. */
export { analyseTiming } from "./timing.ts";
