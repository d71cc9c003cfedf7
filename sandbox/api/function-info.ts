/** Permission sets in the format of `func_info` (protocol 2.1). */
export const functionInfo = (sets: number[]) =>
  sets.map((id) => ({ funcscope_category: { id } }));
