/** What holds where there is no `linkspan.yaml`: a first start has somebody to talk to. */
export const builtInConfiguration = {
  clients: { jumpcloud: { connector: '@linkspan/connector-jumpcloud' } },
} as const;
