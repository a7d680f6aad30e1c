/** The database cannot be opened or used as it is: what happened, then what to do. Show the message; the stack says nothing more. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}
