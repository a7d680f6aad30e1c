/** Whether a person belongs to the application. `frozen`: it cannot be told, so nobody leaves and nobody comes. */
export type ScopeVerdict =
  | { readonly kind: 'in' }
  | { readonly kind: 'out'; readonly reason: string }
  | { readonly kind: 'frozen'; readonly reason: string };
