/** `full` (default): the numbers of the promise. `short`: the gate's, the same story with fewer people. */
export const form: 'full' | 'short' = process.env['LINKSPAN_ACCEPTANCE'] === 'short' ? 'short' : 'full';
