/** One case of a contract, bound to no test framework: `run` resolves, or rejects with what was expected and what was found. */
export interface ContractCase {
  readonly name: string;
  run(): Promise<void>;
}
