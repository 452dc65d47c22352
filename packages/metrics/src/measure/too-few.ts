/** Fewer cases than this are too few to compare, and are never ranked. */
export const TOO_FEW = 30;
