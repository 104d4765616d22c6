/**
 * Cuts are looked at in blocks of so many. Both counts only grow from cut to cut, so the two ends of a block bound what
 * any cut in it can cost, and most blocks need no closer look.
 */
export const BLOCK = 512
