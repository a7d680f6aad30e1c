const nothing = () => undefined;

/** knex prints to the terminal what its callers get as an error anyway. */
export const silentLog = { warn: nothing, error: nothing, deprecate: nothing, debug: nothing };
