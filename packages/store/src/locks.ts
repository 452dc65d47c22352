/**
 * Numbers of the advisory locks, which belong to the whole database: two that are alike would hold up who has nothing to
 * do with each other. The first is also named in `log.assert_tombstones`.
 */
export const LOCKS = {
  storing: 4_202,
  folding: 4_203,
  audit: 4_204,
  vanity: 4_205,
} as const;
