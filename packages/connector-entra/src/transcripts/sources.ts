/** Microsoft's own pages, as published on learn.microsoft.com and in the repository MicrosoftDocs/entra-docs. */
export const guidePage = 'learn.microsoft.com, use-scim-to-provision-users-and-groups (MicrosoftDocs/entra-docs)';
export const compatibility =
  'learn.microsoft.com, application-provisioning-config-problem-scim-compatibility (MicrosoftDocs/entra-docs)';
export const attributesPage = 'learn.microsoft.com, customize-application-attributes (MicrosoftDocs/entra-docs)';
