/** The rules of a connector write it wherever its companion is; no SCIM server has a place for it, and so it is left out here. */
export const companionField = 'linkspan_external_id';
