/** The endpoints of RFC 7644 §3.2, as first step behind a base URL. */
export const scimEndpoints = ['Users', 'Groups', 'Schemas', 'ResourceTypes', 'ServiceProviderConfig', 'Bulk', 'Me'];
