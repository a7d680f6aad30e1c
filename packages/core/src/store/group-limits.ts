/** How deep groups within groups are followed for a user's `groups`. */
export const mostLevels = 10;

/** How many groups of one user are told: the direct ones first. */
export const mostGroups = 1000;
