/** Okta's own pages, as published and in the repository okta/okta-developer-docs. */
export const reference = 'developer.okta.com/docs/reference/scim/scim-20 (okta/okta-developer-docs)';
export const faq = 'developer.okta.com/docs/concepts/scim/faqs (okta/okta-developer-docs)';
/** The suite by which Okta judges a SCIM server before it enters the catalog. */
export const specTest = 'Okta SCIM 2.0 SPEC test (okta-scim-beta, SCIM_tests_for_Runscope.json)';
