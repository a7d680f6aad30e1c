/** How deep groups within groups are followed for a user's `groups`. */
export const mostLevels = 10;

/** How many groups of one user are told: the direct ones first. */
export const mostGroups = 1000;

/** How many memberships of groups in groups are followed for one answer; what lies beyond is left out. */
export const mostNestings = 20_000;
